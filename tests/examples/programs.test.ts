import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreviewDocument } from "../../cli/preview/document";
import type { PolicyDocument } from "../../policy/document";
import { judge, principal, type Caller } from "../../simulator";
import { NOBODY_LISTED, ROLES_LISTED, STRANGERS, UPLOADS } from "./expected";
import { bucketOf, fates, previewed, uploadBy } from "./previewed";

const partner = (policy: unknown): Caller =>
  principal("arn:aws:iam::444455556666:role/DeliveryPartner", JSON.parse(String(policy)) as PolicyDocument);

const README_OF = (name: string): string =>
  readFileSync(join(__dirname, "..", "..", "examples", name, "README.md"), "utf8");

/** What the README of an example expects. */
function expectedBy(name: string): { resources: number; kinds: number } {
  const [, resources, kinds] =
    /Expected: (\d+) resources, (\d+) kinds of request/.exec(README_OF(name)) ?? [];
  return { resources: Number(resources), kinds: Number(kinds) };
}

describe("the README of each example", () => {
  for (const name of [
    "minimal",
    "roles-and-cross-account",
    "existing-key",
    "cloudtrail-target",
    "shared-key",
  ]) {
    it(`of ${name} expects what preview shows`, async () => {
      const { resources, buckets } = await previewed(name);
      const kinds = buckets.flatMap(({ uploads }) => uploads).length;
      assert.deepEqual(expectedBy(name), { resources: resources.length, kinds });
    });
  }
});

describe("examples/minimal", () => {
  it("makes ten resources, and each kind of request meets what EffectiveKey promises", async () => {
    const { resources, buckets } = await previewed("minimal");
    assert.equal(resources.length, 10);
    assert.deepEqual(buckets.map(fates), [{ ...UPLOADS, ...NOBODY_LISTED }]);
  });
});

describe("examples/roles-and-cross-account", () => {
  let document: PreviewDocument;
  before(async () => void (document = await previewed("roles-and-cross-account")));

  it("makes two roles with a policy each beside the ten resources", () => {
    assert.equal(document.resources.length, 14);
    assert.deepEqual(document.buckets.map(fates), [{ ...UPLOADS, ...ROLES_LISTED }]);
  });

  it("lets the partner put objects under incoming/ and nowhere else, with the policy it prints", () => {
    const bucket = bucketOf(document, "reports");
    const caller = partner(document.outputs["partnerPolicy"]);
    assert.equal(uploadBy(caller, "incoming/a", bucket), "allow");
    assert.equal(uploadBy(caller, "published/a", bucket), "deny");
    assert.equal(uploadBy(caller, "incoming/a", bucket, { operation: "GetObject", headers: {} }), "deny");
  });

  it("lets the reader download what is under published/ and nothing else", () => {
    const bucket = bucketOf(document, "reports");
    const { policy } = document.resources.find(
      ({ name, type }) => name === "reader" && type.includes("RolePolicy"),
    )?.inputs as { policy: string };
    const users = bucket.keyPolicy?.Statement.find(({ Sid }) => Sid === "AllowKeyUsers")?.Principal;
    const [reader = ""] = (users as { AWS: string[] }).AWS.filter((arn) => arn.includes(":role/reader-"));
    const caller = principal(reader, JSON.parse(policy) as PolicyDocument);
    const read = { operation: "GetObject", headers: {} } as const;
    assert.equal(uploadBy(caller, "published/a", bucket, read), "allow");
    assert.equal(uploadBy(caller, "incoming/a", bucket, read), "deny");
    assert.equal(uploadBy(caller, "published/a", bucket), "deny");
  });
});

describe("examples/existing-key", () => {
  it("makes no key, alias or key policy, and gives its owner one statement", async () => {
    const { resources, buckets, outputs } = await previewed("existing-key");
    assert.equal(resources.length, 7);
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:kms")),
      [],
    );
    assert.deepEqual(buckets.map(fates), [{ ...UPLOADS, ...STRANGERS }]);
    const { Statement } = JSON.parse(String(outputs["statementsForTheKeyOwner"])) as PolicyDocument;
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ["AllowAccountUseThroughS3"],
    );
  });
});

describe("examples/cloudtrail-target", () => {
  let document: PreviewDocument;
  before(async () => void (document = await previewed("cloudtrail-target")));

  it("makes the trail beside the ten resources, after the bucket's policy, and names the key in it", () => {
    assert.equal(document.resources.length, 11);
    assert.deepEqual(document.buckets.map(fates), [{ ...UPLOADS, ...NOBODY_LISTED }]);
    const trail = document.resources.find(({ type }) => type === "aws:cloudtrail/trail:Trail");
    assert.equal(trail?.inputs["kmsKeyId"], bucketOf(document, "trail-logs").keyArn);
    assert.ok(trail.dependsOn.some((urn) => urn.endsWith("::trail-logs-encryption")));
  });

  it("lets this trail deliver, and no other", () => {
    const bucket = bucketOf(document, "trail-logs");
    const delivery = (trail: string): string =>
      uploadBy(
        {
          kind: "service",
          service: "cloudtrail.amazonaws.com",
          sourceArn: `arn:aws:cloudtrail:eu-central-1:123456789012:trail/${trail}`,
        },
        "AWSLogs/a",
        bucket,
        { acl: "bucket-owner-full-control" },
      );
    assert.equal(delivery("audit"), "allow");
    assert.equal(delivery("other"), "deny");
  });
});

describe("examples/shared-key", () => {
  let document: PreviewDocument;
  before(async () => void (document = await previewed("shared-key")));

  it("makes one key and three buckets, and each keeps its promises", () => {
    assert.equal(document.resources.length, 23);
    assert.equal(document.resources.filter(({ type }) => type === "aws:kms/key:Key").length, 1);
    const table = { ...UPLOADS, ...STRANGERS };
    assert.deepEqual(document.buckets.map(fates), [table, table, table]);
  });

  it("gives a key policy under which the account uses the key for these buckets, and for no other", () => {
    const policies = document.resources.filter(({ type }) => type === "aws:kms/keyPolicy:KeyPolicy");
    assert.equal(policies.length, 1);
    const policy = String(policies[0]?.inputs["policy"]);
    const role = principal("arn:aws:iam::123456789012:role/app");
    const decrypts = (name: string, context: string): string =>
      judge(
        {
          operation: "kms:Decrypt",
          caller: role,
          viaService: "s3.eu-central-1.amazonaws.com",
          encryptionContext: context,
        },
        bucketOf(document, name, policy),
        "effectiveKey",
      ).decision;
    for (const name of ["reports", "exports", "archive"]) {
      assert.equal(uploadBy(role, "a", bucketOf(document, name, policy)), "allow", name);
      assert.equal(decrypts(name, bucketOf(document, name).bucketArn), "allow", name);
      assert.equal(decrypts(name, "arn:aws:s3:::another-bucket"), "deny", name);
    }
  });

  it("lets the account manage the shared key and no single role use it directly", () => {
    const policies = document.resources.filter(({ type }) => type === "aws:kms/keyPolicy:KeyPolicy");
    const bucket = bucketOf(document, "reports", String(policies[0]?.inputs["policy"]));
    const root = principal("arn:aws:iam::123456789012:root");
    const call = (operation: `kms:${string}`): string =>
      judge({ operation, caller: root }, bucket, "effectiveKey").decision;
    for (const operation of ["kms:PutKeyPolicy", "kms:CancelKeyDeletion", "kms:UpdateAlias"] as const)
      assert.equal(call(operation), "allow", operation);
    for (const operation of ["kms:Decrypt", "kms:CreateGrant"] as const)
      assert.equal(call(operation), "deny", operation);
  });
});
