import assert from "node:assert/strict";
import type { RecordedResource } from "../../cli/preview/recording";
import { isSecret, plainProperties, UNKNOWN_SHOWN } from "../../cli/preview/wire";
import {
  type Constructed,
  type ConstructingPlugin,
  isRefused,
  outputOf,
  type Refused,
  startConstructing,
} from "../support/constructing";
import { sourcesAsPlugin } from "../support/pluginHost";

const ROLE = "arn:aws:iam::123456789012:role";
const SOURCE = "arn:aws:sender:eu-central-1:123456789012:stream/all";

/** Every option that goes with a key of the bucket's own, as another language sends it. */
const EVERY_OPTION = {
  key: {
    alias: "reports",
    description: "Of the reports",
    administrators: [`${ROLE}/Admin`],
    users: [`${ROLE}/Writer`],
    services: [{ service: "sender.amazonaws.com", sourceArn: SOURCE, access: "EncryptDecrypt" }],
    use: "Anywhere",
    rotationPeriodInDays: 180,
    deletionWindowInDays: 7,
    multiRegion: true,
  },
  bucketName: "reports-2026",
  encryption: "aws:kms",
  bucketKeyEnabled: false,
  enforcement: "RequireHeaders",
  minimumTlsVersion: 1.3,
  policyStatements: [
    {
      sid: "DenyDeletes",
      effect: "Deny",
      actions: ["s3:DeleteObject"],
      resources: ["kept/*"],
      conditions: { StringNotEquals: { "aws:PrincipalArn": [`${ROLE}/Cleaner`] } },
    },
  ],
  versioning: false,
  abortIncompleteMultipartUploadAfterDays: 7,
  accessLogs: { bucket: "logs", prefix: "reports/" },
  retention: "Destroy",
  forceDestroy: true,
  tags: { team: "ledger" },
};

describe("the component constructed for another language", function () {
  this.timeout(300_000);
  let plugin: ConstructingPlugin;
  let removeFolder: () => void;

  before(async () => {
    const { folder, remove } = sourcesAsPlugin();
    removeFolder = remove;
    plugin = await startConstructing(folder);
  });
  after(() => {
    plugin.stop();
    removeFolder();
  });

  async function made(inputs: object, options?: { dryRun: boolean }): Promise<Constructed> {
    const answer = await plugin.construct(inputs, options);
    assert.ok(!isRefused(answer), JSON.stringify(answer));
    return answer;
  }
  async function refused(inputs: object): Promise<Refused> {
    const answer = await plugin.construct(inputs);
    assert.ok(isRefused(answer));
    return answer;
  }
  const inputsOf = ({ recording }: Constructed, name: string): Record<string, unknown> => {
    const found = recording.resources.find((one: RecordedResource) => one.name === name);
    assert.ok(found, name);
    return plainProperties(found.inputs);
  };

  it("without any argument: the ten resources under their frozen names, and outputs that are known", async () => {
    const answer = await made({});
    assert.equal(answer.urn, "urn:pulumi:dev::consumer::encrypted-bucket:index:EncryptedBucket::reports");
    assert.deepEqual(answer.recording.resources.map(({ name }) => name).sort(), [
      "reports",
      "reports-alias",
      "reports-bucket",
      "reports-encryption",
      "reports-key",
      "reports-key-policy",
      "reports-ownership",
      "reports-policy",
      "reports-public-access",
      "reports-versioning",
    ]);
    assert.match(String(answer.state["bucketName"]), /^reports-bucket-/);
    assert.match(String(answer.state["keyArn"]), /^arn:aws:kms:eu-central-1:123456789012:key\//);
    assert.match(String(answer.state["bucketPolicy"]), /DenyUploadIfNotSSEKMSEncrypted/);
  });

  it("every option reaches the resource that it shapes", async () => {
    const answer = await made(EVERY_OPTION);
    assert.deepEqual(inputsOf(answer, "reports-key"), {
      description: "Of the reports",
      enableKeyRotation: true,
      rotationPeriodInDays: 180,
      deletionWindowInDays: 7,
      multiRegion: true,
      tags: { team: "ledger" },
    });
    assert.equal(inputsOf(answer, "reports-alias")["name"], "alias/reports");
    assert.deepEqual(inputsOf(answer, "reports-bucket"), {
      bucket: "reports-2026",
      forceDestroy: true,
      tags: { team: "ledger" },
    });
    assert.deepEqual(inputsOf(answer, "reports-versioning")["versioningConfiguration"], {
      status: "Suspended",
    });
    const { targetBucket, targetPrefix } = inputsOf(answer, "reports-logging");
    assert.deepEqual({ targetBucket, targetPrefix }, { targetBucket: "logs", targetPrefix: "reports/" });
    assert.match(JSON.stringify(inputsOf(answer, "reports-lifecycle")), /"daysAfterInitiation":7/);
    const [rule] = inputsOf(answer, "reports-encryption")["rules"] as { bucketKeyEnabled: boolean }[];
    assert.equal(rule?.bucketKeyEnabled, false);
  });

  it("every option reaches the policy that it shapes", async () => {
    const answer = await made(EVERY_OPTION);
    const sids = (text: unknown): string[] =>
      (JSON.parse(String(text)) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);
    const bucketSids = sids(inputsOf(answer, "reports-policy")["policy"]);
    assert.equal(bucketSids.at(-1), "DenyDeletes");
    assert.ok(bucketSids.length > 7, "RequireHeaders adds a statement of its own");
    assert.match(String(answer.state["bucketPolicy"]), /"NumericLessThan":\{"s3:TlsVersion":"?1\.3/);
    const keyPolicy = String(inputsOf(answer, "reports-key-policy")["policy"]);
    assert.ok(sids(keyPolicy).includes("AllowKeyAdministrators"));
    for (const part of [`${ROLE}/Writer`, SOURCE, "kms:ReplicateKey"])
      assert.ok(keyPolicy.includes(part), part);
    assert.doesNotMatch(keyPolicy, /kms:ViaService/, "use: Anywhere");
  });

  it("with an existing key, and days for old versions: no key, no alias, no key policy", async () => {
    const existingKeyArn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const answer = await made({ key: { existingKeyArn }, expireNoncurrentVersionsAfterDays: 30 });
    const types = answer.recording.resources.map(({ type }) => type);
    assert.deepEqual(
      types.filter((type) => type.startsWith("aws:kms/")),
      [],
    );
    assert.equal(answer.state["keyArn"], existingKeyArn);
    assert.match(JSON.stringify(inputsOf(answer, "reports-lifecycle")), /"noncurrentDays":30/);
  });

  describe("a wrong argument", () => {
    it("comes back as a property with its reason, all of them at once, and nothing was registered", async () => {
      const key = { rotationPeriodInDays: 30, deletionWindowInDays: 3 };
      const { message, errors, registered } = await refused({ key, bucketName: "X", retention: "Keep" });
      assert.deepEqual(errors.map(({ path }) => path).sort(), [
        "bucketName",
        "key.deletionWindowInDays",
        "key.rotationPeriodInDays",
        "retention",
      ]);
      assert.deepEqual(registered, []);
      for (const { reason } of errors) assert.ok(message.includes(reason), reason);
      const rotation = errors.find(({ path }) => path === "key.rotationPeriodInDays");
      assert.match(rotation?.reason ?? "", /got 30; allowed 90 to 2560; use 90 or more/);
    });

    it("that decides which resources there are and is known only later is refused, not taken for the default", async () => {
      for (const [path, value] of [
        ["enforcement", outputOf("DefaultOnly")],
        ["retention", outputOf("Destroy")],
        ["key", outputOf({ alias: "reports" })],
        ["accessLogs", outputOf({ bucket: "logs" })],
      ] as const) {
        const { errors, registered } = await refused({ [path]: value });
        assert.deepEqual(
          errors.map((one) => one.path),
          [path],
        );
        assert.deepEqual(registered, []);
      }
    });
  });

  describe("values that are known only later", () => {
    it("unknown in a preview: the resources are there, what rests on them is unknown, the rest is not", async () => {
      const inputs = { bucketName: outputOf(), tags: { team: outputOf() }, key: { alias: "reports" } };
      const answer = await made(inputs, { dryRun: true });
      assert.equal(answer.recording.resources.length, 10);
      assert.equal(inputsOf(answer, "reports-bucket")["bucket"], UNKNOWN_SHOWN);
      assert.equal(inputsOf(answer, "reports-policy")["policy"], UNKNOWN_SHOWN);
      assert.equal(inputsOf(answer, "reports-alias")["name"], "alias/reports");
      assert.equal(answer.state["bucketName"], UNKNOWN_SHOWN);
    });

    it("known in an update: they are used, and a secret stays one", async () => {
      const description = outputOf("Of the reports", { secret: true });
      const answer = await made({ bucketName: outputOf("reports-2026"), key: { description } });
      assert.equal(inputsOf(answer, "reports-bucket")["bucket"], "reports-2026");
      assert.equal(inputsOf(answer, "reports-key")["description"], "Of the reports");
      const key = answer.recording.resources.find(({ name }) => name === "reports-key");
      assert.ok(isSecret(key?.inputs["description"]));
    });
  });
});
