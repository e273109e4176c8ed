import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { CreateKeyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import * as S3 from "@aws-sdk/client-s3";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { postForm } from "../../cli/verify/postForm";
import { clientsOf } from "./clients";
import { deploy, type Deployed, fill, provisioner, uploader } from "./deployed";
import { type Gap, GAPS } from "./gaps";
import { say } from "./progress";
import { engine } from "./run";
import { upload } from "./upload";
import { createUser } from "./users";

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
  async postForm({ bucket, keyArn }) {
    const { s3 } = await uploader();
    const says = {
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": keyArn,
    };
    const form = postForm(S3, s3, { bucket, key: "form", body: Buffer.from("form"), says });
    await assert.rejects(form, { name: "AccessDenied" });
  },
  async reencryption(there) {
    await fill(there);
    const at = { Bucket: there.bucket, Key: "reencrypted" };
    const ObjectEncryption = { SSEKMS: { KMSKeyArn: there.keyArn } };
    const { s3 } = await uploader();
    await assert.rejects(s3.send(new S3.UpdateObjectEncryptionCommand({ ...at, ObjectEncryption })), {
      message: /s3:PutObject/,
    });
  },
  async bucketKey({ bucket, keyArn }) {
    const { s3 } = await uploader();
    const object = { Bucket: bucket, Key: "bucket-key", Body: "x", SSEKMSKeyId: keyArn };
    const put = new PutObjectCommand({ ...object, ServerSideEncryption: "aws:kms" });
    assert.equal((await s3.send(put)).BucketKeyEnabled, undefined);
  },
  async copyDefault({ bucket, keyArn, before }) {
    const { s3 } = provisioner();
    const at = { Bucket: bucket, Key: "copy-source" };
    const right = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn } as const;
    await s3.send(new PutObjectCommand({ ...at, Body: "x", ...right }));
    await s3.send(new S3.DeleteBucketPolicyCommand({ Bucket: bucket }));
    const source = `${bucket}/${at.Key}`;
    const copied = await s3.send(
      new S3.CopyObjectCommand({ Bucket: bucket, Key: "copy", CopySource: source }),
    );
    const Policy = JSON.stringify(before["policy"]);
    await s3.send(new S3.PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    assert.equal(copied.SSEKMSKeyId, undefined);
  },
  async actionNames(there) {
    const onlyS3 = { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" } as const;
    const user = await createUser(provisioner().iam, "gap-action-names", [onlyS3]);
    const { s3 } = clientsOf(engine().https, user.credentials);
    const headers = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: there.keyArn } as const;
    const at = { Bucket: there.bucket, Key: "action-names" };
    await s3.send(new PutObjectCommand({ ...at, Body: "x", ...headers }));
    await s3.send(new S3.GetObjectCommand(at));
    await assert.rejects(s3.send(new S3.HeadObjectCommand(at)));
  },
  async kmsThroughS3(there) {
    const onlyS3 = { Effect: "Allow", Action: "s3:*", Resource: "*" } as const;
    const user = await createUser(provisioner().iam, "gap-without-kms", [onlyS3]);
    const { s3 } = clientsOf(engine().https, user.credentials);
    const headers = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: there.keyArn } as const;
    assert.equal(await upload(s3, there.bucket, headers), "accepted");
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
