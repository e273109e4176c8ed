import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, Retention } from "../../../../components";

/** A component that takes over what its configuration names; once it has, the transform goes. */

const config = new pulumi.Config();
const existing = config.getObject<Record<string, string>>("import");

const adopt: pulumi.ResourceTransform = ({ type, props, opts }) => {
  const id = existing?.[type];
  if (id === undefined) return undefined;
  // As it is: what is to change in it shows in the next preview, once it is taken over.
  return { props, opts: { ...opts, import: id, ignoreChanges: Object.keys(props) } };
};

const adopted = new EncryptedBucket(
  "data",
  {
    bucketName: config.require("bucket"),
    key: { description: config.require("description"), alias: config.require("alias") },
    retention: Retention.Destroy,
  },
  existing === undefined ? {} : { transforms: [adopt] },
);

export const bucketName = adopted.bucketName;
export const keyArn = adopted.keyArn;
