import type { PolicyDocument } from "../../../policy/document";
import { CASES, judge, type Caller, type KmsRequest, type SimulatedBucket } from "../../../simulator";
import { s3EndpointOf } from "../../../simulator/bucket";
import { list } from "../../../simulator/condition";
import { callerNamed, namesIn } from "./named";
import { concrete, OUTSIDER, roleOf } from "./requests";
import { code, codes } from "../words";

/** What another key policy lets through, and whom it cuts off. */
export interface KeyPolicyChange {
  letThrough: string[];
  /** Whether a role of the account that nobody names could use the key before, and cannot any more. */
  cutsOff: boolean;
}

/**
 * Runs calls to KMS on the key policy before and after. Whoever is named anew or no longer is told apart: of the
 * others, nobody may come to do more.
 * @throws UnknownToSimulator
 */
export function keyPolicyChange(
  before: PolicyDocument,
  after: PolicyDocument,
  bucket: SimulatedBucket,
): KeyPolicyChange {
  const [old, now] = [
    { ...bucket, keyPolicy: before },
    { ...bucket, keyPolicy: after },
  ];
  const allows = (request: KmsRequest, on: SimulatedBucket): boolean =>
    judge(request, on, "effectiveKey").decision === "allow";
  const tried = callersOf(before, after, bucket).flatMap(({ who, caller }) =>
    actionsIn([before, after]).flatMap((action) =>
      waysOf(bucket).map(({ how, ...way }) => ({
        who: `${who}, ${how}`,
        action,
        request: { operation: concrete(action) as `kms:${string}`, caller, ...way },
      })),
    ),
  );
  const role = { caller: roleOf(bucket), ...throughS3(bucket) };
  const uses: KmsRequest[] = [
    { operation: "kms:GenerateDataKey", ...role },
    { operation: "kms:Decrypt", ...role },
  ];
  return {
    letThrough: byCaller(tried.filter(({ request }) => !allows(request, old) && allows(request, now))),
    cutsOff: uses.some((request) => allows(request, old) && !allows(request, now)),
  };
}

/** One line for each caller and way, with all that they may do. */
function byCaller(found: readonly { who: string; action: string }[]): string[] {
  const callers = [...new Set(found.map(({ who }) => who))];
  return callers.map((who) => {
    const actions = found.filter((one) => one.who === who).map(({ action }) => action);
    return `${who}: ${codes(actions)}`;
  });
}

function throughS3(bucket: SimulatedBucket): Pick<KmsRequest, "viaService" | "encryptionContext"> {
  return { viaService: s3EndpointOf(bucket), encryptionContext: bucket.bucketArn };
}

type Way = Pick<KmsRequest, "viaService" | "encryptionContext"> & { how: string };

function waysOf(bucket: SimulatedBucket): Way[] {
  const own = throughS3(bucket);
  const another = { encryptionContext: "arn:aws:s3:::another-bucket" };
  return [
    { how: "through S3 for this bucket", ...own },
    { how: "through S3 for another bucket", ...own, ...another },
    { how: "by calling KMS directly", encryptionContext: bucket.bucketArn },
    { how: "through another service", ...own, viaService: "dynamodb.us-east-1.amazonaws.com" },
  ];
}

function actionsIn(documents: readonly PolicyDocument[]): string[] {
  const named = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => list(Action)));
  const cases = CASES.flatMap(({ request }) =>
    request.operation.startsWith("kms:") ? [request.operation] : [],
  );
  return [...new Set([...cases, ...named])];
}

/** Everybody who is named the same way before and after, and those whom nobody names. */
function callersOf(
  before: PolicyDocument,
  after: PolicyDocument,
  bucket: SimulatedBucket,
): { who: string; caller: Caller }[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  const same = [...old].filter(([name, places]) => now.get(name) === places).map(([name]) => name);
  return [
    { who: "a role that nobody names", caller: roleOf(bucket) },
    { who: "a role of another account", caller: OUTSIDER },
    ...same.map((name) => ({ who: code(name), caller: callerNamed(name) })),
  ];
}

/** name → the statements that name it. */
function placesOf({ Statement }: PolicyDocument): Map<string, string> {
  const places = new Map<string, string>();
  Statement.forEach(({ Sid, Effect, Principal: who }, index) => {
    if (Effect !== "Allow") return;
    for (const name of namesIn(who)) places.set(name, `${places.get(name) ?? ""} ${Sid ?? index}`);
  });
  return places;
}
