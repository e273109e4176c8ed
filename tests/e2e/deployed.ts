import assert from "node:assert/strict";
import { type Clients, clientsOf } from "./clients";
import { type Protections, protections } from "./protections";
import { engine } from "./run";
import { makeStack, type TestStack } from "./stack";
import { upload } from "./upload";
import { createUser } from "./users";

/** A deployed bucket, and what protects it. */
export interface Deployed {
  readonly stack: TestStack;
  readonly bucket: string;
  readonly keyArn: string;
  readonly before: Protections;
}

let uploading: Promise<Clients> | undefined;

/** An IAM user that may do everything with S3 and KMS: what refuses it is the bucket's own doing. */
export function uploader(): Promise<Clients> {
  const everything = { Effect: "Allow", Action: ["s3:*", "kms:*"], Resource: "*" } as const;
  const made = (): Promise<Clients> =>
    createUser(provisioner().iam, "uploader", [everything]).then((user) =>
      clientsOf(engine().https, user.credentials),
    );
  return (uploading ??= made());
}

/** Whom no policy binds: looks and meddles from outside. */
export function provisioner(region?: string): Clients {
  return clientsOf(engine().emulator.endpoint, undefined, region);
}

/** Deploys the component with these arguments, in a stack of that name. */
export async function deploy(name: string, args: object, config: object = {}): Promise<Deployed> {
  const stack = await makeStack(engine(), name, "component", { args, ...config });
  await stack.up();
  const [bucket, keyArn] = [await stack.output("bucketName"), await stack.output("keyArn")];
  const region = keyArn.split(":")[3];
  return { stack, bucket, keyArn, before: await protections(provisioner(region), bucket, keyArn) };
}

/** Puts one object that the bucket takes. */
export async function fill({ bucket, keyArn }: Deployed): Promise<void> {
  const headers = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn } as const;
  assert.equal(await upload((await uploader()).s3, bucket, headers), "accepted");
}

/** Nothing changed; another encryption is refused, and it is the encryption that is refused. */
export async function stillProtected(there: Deployed): Promise<void> {
  const { bucket, keyArn, before } = there;
  assert.deepEqual(await protections(provisioner(keyArn.split(":")[3]), bucket, keyArn), before);
  assert.equal(before["keyState"], "Enabled");
  await fill(there);
  await refusesOtherEncryption(bucket);
}

/** An upload under the key of S3 itself is refused. */
export async function refusesOtherEncryption(bucket: string): Promise<void> {
  assert.equal(await upload((await uploader()).s3, bucket, { ServerSideEncryption: "AES256" }), "refused");
}
