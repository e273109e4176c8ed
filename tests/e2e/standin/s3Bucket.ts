import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
} from "@aws-sdk/client-s3";
import type { Family } from "./family";
import { orMissing } from "./missing";
import { compactAll, flag, isEmpty, type Properties, text, texts } from "./properties";
import type { Clients } from "./session";

/** `aws:s3/bucket:Bucket`, without what is deprecated on it: those settings are resources of their own. */
export const s3Bucket: Family = {
  type: "aws:s3/bucket:Bucket",
  inputs: ["bucket", "forceDestroy", "region", "tags"],
  defaults: { forceDestroy: false, tags: {} },
  replaceOn: ["bucket"],
  stateOnly: ["forceDestroy"],
  computed: ["arn", "bucketDomainName", "bucketRegionalDomainName"],
  exact: ["tags"],
  autoName: { property: "bucket", prefix: "" },
  async create({ s3, region }, inputs) {
    const name = text(inputs, "bucket");
    const place = { LocationConstraint: region as BucketLocationConstraint };
    const elsewhere = region === "us-east-1" ? {} : { CreateBucketConfiguration: place };
    await s3.send(new CreateBucketCommand({ Bucket: name, ...elsewhere }));
    return name;
  },
  async finish(clients, id, inputs) {
    if (!isEmpty(inputs["tags"])) await tag(clients, id, inputs);
  },
  async read({ s3, region }, id) {
    const head = await orMissing(s3.send(new HeadBucketCommand({ Bucket: id })));
    if (head === undefined) return undefined;
    const tags = await orMissing(s3.send(new GetBucketTaggingCommand({ Bucket: id })));
    return compactAll({
      bucket: id,
      arn: `arn:${partition(region)}:s3:::${id}`,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
      tags: Object.fromEntries((tags?.TagSet ?? []).map((entry) => [entry.Key, entry.Value])),
      region,
    });
  },
  async update(clients, id, inputs, changed) {
    if (changed.has("tags")) await tag(clients, id, inputs);
  },
  async remove(clients, id, state) {
    if (flag(state, "forceDestroy")) await empty(clients, id);
    await orMissing(clients.s3.send(new DeleteBucketCommand({ Bucket: id })));
  },
};

function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

async function tag({ s3 }: Clients, bucket: string, inputs: Properties): Promise<void> {
  const tags = Object.entries(texts(inputs, "tags")).map(([Key, Value]) => ({ Key, Value }));
  await (tags.length === 0
    ? s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }))
    : s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: tags } })));
}

async function empty({ s3 }: Clients, bucket: string): Promise<void> {
  for (;;) {
    const page = await orMissing(s3.send(new ListObjectVersionsCommand({ Bucket: bucket })));
    const found = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
    if (found.length === 0) return;
    const objects = found.map(({ Key, VersionId }) => ({ Key: Key ?? "", VersionId }));
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }));
  }
}
