import { parseArn } from "./arn";
import { KeyAccess } from "./choices";
import { show, type Issue } from "./issue";
import { SERVICES, type KnownKeyService, type ServiceFacts } from "./keyServices";

const FIELDS = ["service", "access", "sourceArn", "sourceAccount"];

/** Checks the list of services. */
export function checkKeyServices(services: unknown, path: string): Issue[] {
  if (!Array.isArray(services))
    return [refusal(path, "not a list", services, "a list of services", "put them in a list")];
  if (services.length === 0) {
    return [
      refusal(path, "an empty list", services, "at least one service", "leave the argument out for none"),
    ];
  }
  return services.flatMap((entry: unknown, index) => {
    const at = `${path}[${index}]`;
    if (typeof entry !== "object" || entry === null) {
      return [
        refusal(
          at,
          "not a service",
          entry,
          "an object with service and sourceArn or sourceAccount",
          "write it so",
        ),
      ];
    }
    return checkService(entry as KnownKeyService, at);
  });
}

function checkService(entry: KnownKeyService, at: string): Issue[] {
  const { service, access, sourceArn, sourceAccount } = entry;
  const unknown = Object.keys(entry).filter((name) => !FIELDS.includes(name));
  if (typeof service !== "string" || !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(service)) {
    return [
      refusal(
        `${at}.service`,
        "not a service principal",
        service,
        "<service>.amazonaws.com",
        "copy it from the service's guide",
      ),
    ];
  }
  const facts = SERVICES[service];
  return [
    ...unknown.map((name) =>
      refusal(`${at}.${name}`, "no such field", name, FIELDS.join(", "), "check the spelling"),
    ),
    ...(service === "logging.s3.amazonaws.com"
      ? [
          refusal(
            `${at}.service`,
            "S3 delivers no access logs into an SSE-KMS bucket",
            service,
            "another service",
            "log into a bucket with SSE-S3",
          ),
        ]
      : []),
    ...checkAccess(access, facts, `${at}.access`),
    ...checkSourceArn(sourceArn, `${at}.sourceArn`),
    ...(sourceAccount === undefined || /^\d{12}$/.test(String(sourceAccount))
      ? []
      : [
          refusal(
            `${at}.sourceAccount`,
            "not an account id",
            sourceAccount,
            "twelve digits",
            "give them as text",
          ),
        ]),
    ...(sourceArn === undefined && sourceAccount === undefined
      ? [
          refusal(
            at,
            "no source condition, so any customer of the service could have it use the key",
            service,
            "sourceArn, sourceAccount or both",
            "name the resource that it works for",
          ),
        ]
      : []),
    ...(facts?.needsAccount && sourceArn !== undefined && sourceAccount === undefined
      ? [
          refusal(
            `${at}.sourceAccount`,
            "missing, and the ARN of a bucket names no account",
            sourceArn,
            "twelve digits",
            "give the account of the listed bucket",
          ),
        ]
      : []),
  ];
}

function checkAccess(access: unknown, facts: ServiceFacts | undefined, path: string): Issue[] {
  const values: string[] = Object.values(KeyAccess);
  if (facts) {
    return access === undefined
      ? []
      : [
          refusal(
            path,
            `what ${facts.name} needs is known`,
            access,
            "only for services that are not known",
            "leave it out",
          ),
        ];
  }
  if (values.includes(access as string)) return [];
  return [
    refusal(path, "not known for this service", access, values.join(", "), "say what it does with the key"),
  ];
}

function checkSourceArn(value: unknown, path: string): Issue[] {
  if (value === undefined) return [];
  const arn = typeof value === "string" ? parseArn(value) : undefined;
  if (!arn)
    return [
      refusal(path, "not an ARN", value, "the ARN of what the service works for", "copy it from there"),
    ];
  if (/[*?$]/.test(`${arn.partition}${arn.service}${arn.region}${arn.account}`)) {
    return [
      refusal(
        path,
        "a wildcard outside the resource part",
        value,
        "a wildcard in the resource part only",
        "fix service, region and account",
      ),
    ];
  }
  if (arn.service !== "s3" && !/^\d{12}$/.test(arn.account)) {
    return [
      refusal(path, "an ARN without account", value, "an ARN that names the account", "put the account in"),
    ];
  }
  return [];
}

function refusal(path: string, problem: string, got: unknown, allowed: string, fix: string): Issue {
  return { path, problem, got: show(got), allowed, fix };
}
