import { createHash } from "node:crypto";
import { dnsSuffixOf, type Place } from "./place";

type Properties = Record<string, unknown>;

interface Resource {
  type: string;
  name: string;
  inputs: Properties;
  place: Place;
  /** Hex digits that belong to this resource and no other. */
  digits: string;
}

type Compute = (resource: Resource) => Properties;

/**
 * What a provider would compute for a resource, invented but in the right form, `id` included. Pure, and the same for
 * the same arguments.
 * @param inputs Plain, without marks of the wire format.
 * @param identity Tells apart two resources of one type and name; the URN, where there is one.
 */
export function computedOutputs(
  type: string,
  name: string,
  inputs: Properties,
  place: Place,
  identity: string = `${type}::${name}`,
): Properties {
  const digits = createHash("sha256").update(identity).digest("hex");
  const resource = { type, name, inputs, place, digits };
  const compute = BY_TYPE[type] ?? (settingOfBucket(resource) ? ofBucketSetting : anyOther);
  return compute(resource);
}

const BY_TYPE: Record<string, Compute> = {
  "aws:kms/key:Key": ofKey,
  "aws:kms/externalKey:ExternalKey": ofKey,
  "aws:kms/replicaKey:ReplicaKey": ofKey,
  "aws:kms/alias:Alias": ofAlias,
  "aws:kms/keyPolicy:KeyPolicy": ({ inputs }) => ({ id: text(inputs["keyId"]) }),
  "aws:s3/bucket:Bucket": ofBucket,
  "aws:s3/bucketV2:BucketV2": ofBucket,
  "aws:s3/bucketObject:BucketObject": ofObject,
  "aws:s3/bucketObjectv2:BucketObjectv2": ofObject,
  "aws:iam/role:Role": (resource) => ofPrincipal(resource, "role", "AROA"),
  "aws:iam/user:User": (resource) => ofPrincipal(resource, "user", "AIDA"),
  "aws:iam/group:Group": (resource) => ofPrincipal(resource, "group", "AGPA"),
  "aws:iam/instanceProfile:InstanceProfile": (resource) => ofPrincipal(resource, "instance-profile", "AIPA"),
  "aws:iam/policy:Policy": ofManagedPolicy,
  "aws:iam/rolePolicy:RolePolicy": (resource) => ofInlinePolicy(resource, "role"),
  "aws:iam/userPolicy:UserPolicy": (resource) => ofInlinePolicy(resource, "user"),
  "aws:sqs/queue:Queue": ofQueue,
  "aws:sns/topic:Topic": (resource) => named(resource, "sns", ""),
  "aws:lambda/function:Function": (resource) => named(resource, "lambda", "function:"),
  "aws:cloudwatch/logGroup:LogGroup": (resource) => named(resource, "logs", "log-group:"),
  "aws:dynamodb/table:Table": (resource) => named(resource, "dynamodb", "table/"),
};

function ofKey({ inputs, place, digits }: Resource): Properties {
  const id = inputs["multiRegion"] === true ? `mrk-${digits.slice(0, 32)}` : uuid(digits);
  return {
    id,
    keyId: id,
    arn: arnOf(place, "kms", `key/${id}`),
    keyUsage: inputs["keyUsage"] ?? "ENCRYPT_DECRYPT",
    customerMasterKeySpec: inputs["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT",
    region: place.region,
  };
}

function ofAlias(resource: Resource): Properties {
  const { inputs, place } = resource;
  const given = text(inputs["name"]) ?? prefixed(resource, "namePrefix");
  const name = given ?? `alias/${autoName(resource)}`;
  const target = text(inputs["targetKeyId"]) ?? "";
  return {
    id: name,
    name,
    arn: arnOf(place, "kms", name),
    targetKeyId: target,
    targetKeyArn: target.startsWith("arn:") ? target : arnOf(place, "kms", `key/${target}`),
    region: place.region,
  };
}

function ofBucket(resource: Resource): Properties {
  const { inputs, place } = resource;
  const bucket =
    text(inputs["bucket"]) ?? prefixed(resource, "bucketPrefix") ?? autoName(resource).toLowerCase();
  const suffix = dnsSuffixOf(place.partition);
  return {
    id: bucket,
    bucket,
    arn: `arn:${place.partition}:s3:::${bucket}`,
    region: place.region,
    bucketRegion: place.region,
    bucketDomainName: `${bucket}.s3.${suffix}`,
    bucketRegionalDomainName: `${bucket}.s3.${place.region}.${suffix}`,
  };
}

function ofObject({ inputs, place, name, digits }: Resource): Properties {
  const key = text(inputs["key"]) ?? name;
  return {
    id: key,
    key,
    arn: `arn:${place.partition}:s3:::${text(inputs["bucket"])}/${key}`,
    etag: digits.slice(0, 32),
  };
}

/** The settings of a bucket are resources of their own that carry the bucket's name as their id. */
function settingOfBucket({ type, inputs }: Resource): boolean {
  return type.startsWith("aws:s3/bucket") && typeof inputs["bucket"] === "string";
}

function ofBucketSetting({ inputs, place }: Resource): Properties {
  return { id: inputs["bucket"], region: place.region };
}

function ofPrincipal(resource: Resource, kind: string, uniquePrefix: string): Properties {
  const { inputs, place, digits } = resource;
  const name = text(inputs["name"]) ?? prefixed(resource, "namePrefix") ?? autoName(resource);
  const path = text(inputs["path"]) ?? "/";
  return {
    id: name,
    name,
    path,
    arn: `arn:${place.partition}:iam::${place.account}:${kind}${path}${name}`,
    uniqueId: `${uniquePrefix}${digits.slice(0, 17).toUpperCase()}`,
  };
}

function ofManagedPolicy(resource: Resource): Properties {
  const { arn, name, path } = ofPrincipal(resource, "policy", "ANPA");
  return { id: arn, arn, name, path, policyId: `ANPA${resource.digits.slice(0, 17).toUpperCase()}` };
}

function ofInlinePolicy(resource: Resource, owner: string): Properties {
  const name = text(resource.inputs["name"]) ?? autoName(resource);
  return { id: `${text(resource.inputs[owner])}:${name}`, name };
}

function ofQueue(resource: Resource): Properties {
  const { place } = resource;
  const name = text(resource.inputs["name"]) ?? autoName(resource);
  const url = `https://sqs.${place.region}.${dnsSuffixOf(place.partition)}/${place.account}/${name}`;
  return { id: url, url, name, arn: arnOf(place, "sqs", name) };
}

function named(resource: Resource, service: string, kind: string): Properties {
  const name = text(resource.inputs["name"]) ?? autoName(resource);
  const arn = arnOf(resource.place, service, `${kind}${name}`);
  const invokeArn = `arn:${resource.place.partition}:apigateway:${resource.place.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  return { id: service === "sns" ? arn : name, name, arn, ...(service === "lambda" ? { invokeArn } : {}) };
}

/** Nothing is known about the type: an id, and for AWS the ARN that most resources have. */
function anyOther(resource: Resource): Properties {
  const { type, place, digits } = resource;
  const [, service = "", kind = "resource"] = /^aws:([^:/]+)\/([^:]+):/.exec(type) ?? [];
  if (service === "") return { id: uuid(digits) };
  const id = text(resource.inputs["name"]) ?? autoName(resource);
  return { id, arn: arnOf(place, service, `${kind}/${id}`) };
}

function arnOf({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

function uuid(digits: string): string {
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}

/** Pulumi's own way of naming: the resource's name and seven hex digits. */
function autoName({ name, digits }: Resource): string {
  return `${name}-${digits.slice(0, 7)}`;
}

function prefixed({ inputs, digits }: Resource, input: string): string | undefined {
  const prefix = text(inputs[input]);
  return prefix === undefined ? undefined : `${prefix}${digits.slice(0, 26)}`;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
