import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../../../components";
import { elsewhere } from "../elsewhere";
import { Fork } from "./fork";

/**
 * What the recorded previews show: any number of EncryptedBuckets, with other resources around them. What the
 * component itself never does comes from a transform (`override`), or from a fork of it that lacks some children.
 */

const config = new pulumi.Config();
const buckets = config.getObject<Record<string, EncryptedBucketArgs>>("buckets") ?? {};
const override = config.getObject<Record<string, object>>("override") ?? {};
const around = config.getObject<string[]>("around") ?? [];
const region = config.get("region");

const provider = region === undefined ? undefined : elsewhere(region);

/** Resources of the user's own, of the same kinds as the component's children and with none of its promises. */
if (around.includes("key")) {
  const key = new aws.kms.Key("other-key", { description: "other", enableKeyRotation: false });
  new aws.kms.Alias("other-alias", { name: "alias/other", targetKeyId: key.id });
}
const site = around.includes("bucket") ? new aws.s3.Bucket("site", { bucket: "acme-site" }) : undefined;
if (site !== undefined && around.includes("policy")) {
  new aws.s3.BucketPolicy("site-policy", {
    bucket: site.bucket,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::acme-site/*" }],
    }),
  });
}

/** A statement that hangs on a resource not made yet, so that a preview cannot know the policy. */
const source = around.includes("source") ? new aws.s3.Bucket("source", {}) : undefined;
const computed: EncryptedBucketArgs =
  source === undefined
    ? {}
    : {
        policyStatements: [
          {
            sid: "DenyOtherSources",
            effect: "Deny",
            actions: ["s3:DeleteObject"],
            conditions: { ArnNotEquals: { "aws:SourceArn": [source.arn] } },
          },
        ],
      };

for (const [name, args] of Object.entries(buckets)) {
  new EncryptedBucket(
    name,
    { ...args, ...computed },
    {
      ...(provider === undefined ? {} : { provider }),
      transforms: [({ type, props, opts }) => ({ props: { ...props, ...override[type] }, opts })],
    },
  );
}

const parts = config.getObject<string[]>("fork");
if (parts !== undefined) new Fork("forked", parts);
