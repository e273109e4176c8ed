import assert from "node:assert/strict";
import {
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  PutKeyPolicyCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import {
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import type { Clients } from "./clients";
import { deploy, type Deployed, provisioner, stillProtected } from "./deployed";

type Meddling = (clients: Clients, there: Deployed) => Promise<unknown>;

const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** What somebody changes behind Pulumi's back, and how many resources a refresh must find changed. */
const MEDDLINGS: Readonly<Record<string, Meddling>> = {
  "the bucket policy is deleted": ({ s3 }, { bucket }) =>
    s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
  "a statement leaves the bucket policy": ({ s3 }, { bucket, before }) => {
    const policy = before["policy"] as { Statement: unknown[] };
    const weaker = JSON.stringify({ ...policy, Statement: policy.Statement.slice(1) });
    return s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: weaker }));
  },
  "the key policy is replaced": ({ kms }, { keyArn }) => {
    const root = `arn:aws:iam::${keyArn.split(":")[4] ?? ""}:root`;
    const wide = { ...allow, Statement: [{ ...allow.Statement[0], Principal: { AWS: root } }] };
    return kms.send(
      new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: JSON.stringify(wide) }),
    );
  },
  "the default encryption is deleted": ({ s3 }, { bucket }) =>
    s3.send(new DeleteBucketEncryptionCommand({ Bucket: bucket })),
  "the default encryption names another algorithm": ({ s3 }, { bucket }) => {
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } };
    const configuration = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
    return s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ...configuration }));
  },
  "the public access block is deleted": ({ s3 }, { bucket }) =>
    s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket })),
  "ACLs are let in again": ({ s3 }, { bucket }) => {
    const controls = { Rules: [{ ObjectOwnership: "ObjectWriter" as const }] };
    return s3.send(new PutBucketOwnershipControlsCommand({ Bucket: bucket, OwnershipControls: controls }));
  },
  "versioning is suspended": ({ s3 }, { bucket }) => {
    const suspended = { VersioningConfiguration: { Status: "Suspended" as const } };
    return s3.send(new PutBucketVersioningCommand({ Bucket: bucket, ...suspended }));
  },
  "rotation is turned off": ({ kms }, { keyArn }) =>
    kms.send(new DisableKeyRotationCommand({ KeyId: keyArn })),
  "rotation takes longer": ({ kms }, { keyArn }) =>
    kms.send(new EnableKeyRotationCommand({ KeyId: keyArn, RotationPeriodInDays: 2560 })),
  "the key is described otherwise": ({ kms }, { keyArn }) =>
    kms.send(new UpdateKeyDescriptionCommand({ KeyId: keyArn, Description: "nothing to see here" })),
};

describe("drift behind Pulumi's back is seen by a refresh and repaired by the next up", () => {
  let there: Deployed;

  before(async () => {
    there = await deploy("drift", {});
  });

  for (const [what, meddle] of Object.entries(MEDDLINGS)) {
    it(what, async () => {
      await meddle(provisioner(), there);
      const seen = await there.stack.refresh();
      const { update = 0, delete: gone = 0 } = seen.changes;
      assert.equal(update + gone, 1, seen.said);
      await there.stack.up();
      await stillProtected(there);
    });
  }

  it("and then there is nothing left to change", async () => {
    const again = await there.stack.up();
    assert.deepEqual(Object.keys(again.changes), ["same"]);
  });
});
