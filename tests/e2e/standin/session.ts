import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { flag, isObject, type Properties } from "./properties";

/** Clients of one region. */
export interface Clients {
  readonly region: string;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly sts: STSClient;
}

/** What `Configure` set: where and as whom to call. */
export interface Session {
  readonly region: string;
  clients(region?: unknown): Clients;
}

/** Opens a session on a provider configuration: region, endpoints, credentials, s3UsePathStyle, maxRetries. */
export function openSession(raw: Properties): Session {
  const config = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, decoded(value)]));
  const region = String(config["region"] ?? process.env["AWS_REGION"] ?? "");
  if (region === "") throw new Error("aws:region is not set");
  const byRegion = new Map<string, Clients>();
  return {
    region,
    clients: (wanted) => {
      const name = typeof wanted === "string" && wanted !== "" ? wanted : region;
      const clients = byRegion.get(name) ?? open(name, config);
      byRegion.set(name, clients);
      return clients;
    },
  };
}

function open(region: string, config: Properties): Clients {
  const accessKeyId = config["accessKey"];
  const secretAccessKey = config["secretKey"];
  const common = {
    region,
    maxAttempts: typeof config["maxRetries"] === "number" ? Math.max(1, config["maxRetries"]) : 3,
    ...(typeof accessKeyId === "string" && typeof secretAccessKey === "string"
      ? { credentials: { accessKeyId, secretAccessKey } }
      : {}),
  };
  return {
    region,
    s3: new S3Client({
      ...common,
      ...endpoint(config, "s3"),
      forcePathStyle: flag(config, "s3UsePathStyle"),
    }),
    kms: new KMSClient({ ...common, ...endpoint(config, "kms") }),
    sts: new STSClient({ ...common, ...endpoint(config, "sts") }),
  };
}

function endpoint(config: Properties, service: string): { endpoint?: string } {
  const lists = Array.isArray(config["endpoints"]) ? config["endpoints"] : [];
  const found = lists.filter(isObject).map((entry) => entry[service]);
  const url = found.find((value) => typeof value === "string");
  return typeof url === "string" ? { endpoint: url } : {};
}

/** The engine sends what is not a string as JSON. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string" || !/^(\[|\{|true$|false$|\d+$)/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
