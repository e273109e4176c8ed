import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand } from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { Clients } from "./clients";

/** Everything that protects a bucket and its key, as the services report it; `undefined` where there is none. */
export type Protections = Readonly<Record<string, unknown>>;

/** Reads all protections of a bucket and its key. */
export async function protections({ s3, kms }: Clients, bucket: string, keyId: string): Promise<Protections> {
  const at = { Bucket: bucket };
  const key = await present(kms.send(new DescribeKeyCommand({ KeyId: keyId })));
  const keyPolicy = await present(kms.send(new GetKeyPolicyCommand({ KeyId: keyId, PolicyName: "default" })));
  const rotation = await present(kms.send(new GetKeyRotationStatusCommand({ KeyId: keyId })));
  return {
    policy: parsed((await present(s3.send(new GetBucketPolicyCommand(at))))?.Policy),
    encryption: (await present(s3.send(new GetBucketEncryptionCommand(at))))
      ?.ServerSideEncryptionConfiguration,
    publicAccess: (await present(s3.send(new GetPublicAccessBlockCommand(at))))
      ?.PublicAccessBlockConfiguration,
    ownership: (await present(s3.send(new GetBucketOwnershipControlsCommand(at))))?.OwnershipControls,
    versioning: (await present(s3.send(new GetBucketVersioningCommand(at))))?.Status,
    keyPolicy: parsed(keyPolicy?.Policy),
    keyState: key?.KeyMetadata?.KeyState,
    rotation: rotation?.KeyRotationEnabled,
  };
}

async function present<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch(() => undefined);
}

function parsed(policy: string | undefined): unknown {
  return policy === undefined ? undefined : JSON.parse(policy);
}
