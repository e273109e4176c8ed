import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { CreateKeyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { deploy, type Deployed, provisioner, uploader } from "./deployed";
import { type Gap, GAPS } from "./gaps";
import { say } from "./progress";
import { upload } from "./upload";

type Witness = (there: Deployed) => Promise<void>;

/** Shows that a gap is still there. */
const WITNESSES: Readonly<Record<keyof typeof GAPS, Witness>> = {
  async multipartStart({ bucket }) {
    const { s3 } = await uploader();
    const start = { Bucket: bucket, Key: "multipart", ServerSideEncryption: "AES256" as const };
    assert.ok((await s3.send(new CreateMultipartUploadCommand(start))).UploadId);
  },
  async multipartPart({ bucket }) {
    const { s3 } = await uploader();
    const at = { Bucket: bucket, Key: "part" };
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...at, ServerSideEncryption: "AES256" }),
    );
    assert.ok((await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: "part" }))).ETag);
  },
  async effectiveKey({ bucket }) {
    assert.equal(await upload((await uploader()).s3, bucket), "refused");
  },
  async keyForms({ bucket, keyArn }) {
    const { s3 } = await uploader();
    const id = keyArn.split("/").at(-1) ?? "";
    assert.equal(await upload(s3, bucket, { ServerSideEncryption: "aws:kms", SSEKMSKeyId: id }), "refused");
  },
  async malformedKeyPolicy() {
    await putOnNewKey("{}");
  },
  async lockout() {
    const nobody = { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" };
    await putOnNewKey(JSON.stringify({ Version: "2012-10-17", Statement: [nobody] }));
  },
  async ssec() {
    const { s3 } = provisioner();
    const Bucket = `gap-ssec-${randomBytes(4).toString("hex")}`;
    const place = { LocationConstraint: "eu-central-1" as const };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: place }));
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const },
      BlockedEncryptionTypes: { EncryptionType: ["SSE-C" as const] },
    };
    const configuration = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ...configuration }));
    const key = randomBytes(32);
    const SSECustomerKeyMD5 = createHash("md5").update(key).digest("base64");
    const customer = {
      SSECustomerAlgorithm: "AES256",
      SSECustomerKey: key.toString("base64"),
      SSECustomerKeyMD5,
    };
    assert.equal(await upload((await uploader()).s3, Bucket, customer), "accepted");
  },
  async refusalName({ bucket }) {
    const { s3 } = await uploader();
    const object = {
      Bucket: bucket,
      Key: "refused",
      Body: "refused",
      ServerSideEncryption: "AES256" as const,
    };
    await assert.rejects(s3.send(new PutObjectCommand(object)), { name: "AccessDeniedException" });
  },
};

async function putOnNewKey(policy: string): Promise<void> {
  const { kms } = provisioner();
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(
    new PutKeyPolicyCommand({ KeyId: KeyMetadata?.KeyId, PolicyName: "default", Policy: policy }),
  );
}

describe("gaps of the emulator: known, and still there", () => {
  let there: Deployed;

  before(async () => {
    there = await deploy("gaps", { retention: "Destroy" });
  });
  after(() => {
    say(`      gaps known: ${Object.keys(GAPS).length}`);
  });

  for (const [id, gap] of Object.entries(GAPS) as [keyof typeof GAPS, Gap][]) {
    it(`${gap.name}; AWS: ${gap.aws}`, () => WITNESSES[id](there));
  }
});
