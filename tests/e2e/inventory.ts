import { DescribeKeyCommand, ListKeysCommand } from "@aws-sdk/client-kms";
import { GetBucketPolicyCommand, ListBucketsCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import type { Clients } from "./clients";

/** A key, by the description its test gave it. */
export interface FoundKey {
  readonly arn: string;
  readonly state: string;
}

/** A bucket, by the name its test gave it. */
export interface FoundBucket {
  readonly name: string;
  readonly hasPolicy: boolean;
  readonly objects: number;
}

/** Every key with that description, those that wait for their deletion included. */
export async function keysOf({ kms }: Clients, description: string): Promise<readonly FoundKey[]> {
  const { Keys = [] } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  const found = described.flatMap(({ KeyMetadata }) =>
    KeyMetadata?.Description === description ? [KeyMetadata] : [],
  );
  return found.map((key) => ({ arn: key.Arn ?? "", state: key.KeyState ?? "" }));
}

/** Every bucket whose name begins so. */
export async function bucketsOf({ s3 }: Clients, prefix: string): Promise<readonly FoundBucket[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const names = Buckets.flatMap(({ Name }) => (Name?.startsWith(prefix) ? [Name] : []));
  return Promise.all(
    names.map(async (name) => {
      const versions = await s3.send(new ListObjectVersionsCommand({ Bucket: name }));
      const hasPolicy = await s3.send(new GetBucketPolicyCommand({ Bucket: name })).then(
        () => true,
        () => false,
      );
      return { name, hasPolicy, objects: versions.Versions?.length ?? 0 };
    }),
  );
}
