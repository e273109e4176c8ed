import {
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  type ObjectOwnership,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { bucketSetting } from "./bucketSetting";
import { orMissing } from "./missing";
import { flag, object, text } from "./properties";

/** `aws:s3/bucketPolicy:BucketPolicy`. */
export const s3BucketPolicy = bucketSetting({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  properties: ["policy"],
  async put({ s3 }, bucket, inputs) {
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: text(inputs, "policy") }));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketPolicyCommand({ Bucket: bucket })));
    return found?.Policy === undefined ? undefined : { policy: found.Policy };
  },
  clear: ({ s3 }, bucket) => orMissing(s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }))),
});

/** `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock`. */
export const s3PublicAccessBlock = bucketSetting({
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  properties: [
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
    "skipDestroy",
  ],
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  stateOnly: ["skipDestroy"],
  async put({ s3 }, bucket, inputs) {
    const configuration = {
      BlockPublicAcls: flag(inputs, "blockPublicAcls"),
      BlockPublicPolicy: flag(inputs, "blockPublicPolicy"),
      IgnorePublicAcls: flag(inputs, "ignorePublicAcls"),
      RestrictPublicBuckets: flag(inputs, "restrictPublicBuckets"),
    };
    const request = { Bucket: bucket, PublicAccessBlockConfiguration: configuration };
    await s3.send(new PutPublicAccessBlockCommand(request));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })));
    const block = found?.PublicAccessBlockConfiguration;
    if (block === undefined) return undefined;
    return {
      blockPublicAcls: block.BlockPublicAcls ?? false,
      blockPublicPolicy: block.BlockPublicPolicy ?? false,
      ignorePublicAcls: block.IgnorePublicAcls ?? false,
      restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
    };
  },
  clear: ({ s3 }, bucket) => orMissing(s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }))),
});

/** `aws:s3/bucketOwnershipControls:BucketOwnershipControls`. */
export const s3OwnershipControls = bucketSetting({
  type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  properties: ["rule"],
  async put({ s3 }, bucket, inputs) {
    const owner = text(object(inputs, "rule"), "objectOwnership") as ObjectOwnership;
    const controls = { Rules: [{ ObjectOwnership: owner }] };
    await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls: controls }));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket })));
    const rule = found?.OwnershipControls?.Rules?.[0];
    return rule === undefined ? undefined : { rule: { objectOwnership: rule.ObjectOwnership } };
  },
  clear: ({ s3 }, bucket) => orMissing(s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket: bucket }))),
});
