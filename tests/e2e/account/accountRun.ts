import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Stack } from "@pulumi/pulumi/automation";
import type { VerifyDocument } from "../../../cli/verify/document";
import { CASES_IN_GAPS } from "../gaps";
import { locate, type Parts } from "../parts";
import { programStack } from "../programStack";
import { say } from "../progress";
import { providerBin } from "../providerBin";

// The SDK's farewell to Node 20 would stand in the middle of the report.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const CLONE = resolve(__dirname, "../../..");

/** One run on an account: a stack with a name of its own, and the caller's clients. */
export interface AccountRun {
  readonly name: string;
  readonly stack: Stack;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  /** Runs `verify` as its users do. */
  verify(bucket: string, keyArn: string): Promise<{ code: number | null; document: VerifyDocument }>;
  /** Destroys whatever is there. */
  stop(): Promise<void>;
}

/** Where it runs, once it is certain that somebody wants it to. */
interface Place {
  readonly account: string;
  readonly region: string;
  /** Set for a rehearsal on an emulator. */
  readonly endpoint: string | undefined;
}

const CONSENT = `This suite makes a bucket and a KMS key in your AWS account, and removes them again. To agree, name the account:
  E2E_AWS_ACCOUNT=123456789012 AWS_REGION=eu-central-1 npm run e2e:account
It costs what a key costs for an hour (0.14 cents at 1 USD a month), and some two hundred requests to S3 and KMS.`;

/** Starts a run, or says what it lacks. Calls nothing but STS before the account is the one that was named. */
export async function startAccountRun(): Promise<AccountRun> {
  const place = await agreedPlace();
  const found = partsThere();
  const name = `encrypted-bucket-e2e-${randomBytes(4).toString("hex")}`;
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-account-"));
  const provider = providerBin(found, join(folder, "bin"));
  say(`account ${place.account}, ${place.region}, everything named ${name}; AWS provider: ${provider.name}`);
  const stack = await makeStack(name, folder, found, provider.path, place);
  const client = { region: place.region, forcePathStyle: place.endpoint !== undefined };
  return {
    name,
    stack,
    s3: new S3Client(client),
    kms: new KMSClient(client),
    verify: (bucket, keyArn) => Promise.resolve(verify(bucket, keyArn, place)),
    async stop() {
      await stack.destroy();
      rmSync(folder, { recursive: true, force: true });
      say(`taken away; the key waits seven days for its deletion, free of charge`);
    },
  };
}

async function agreedPlace(): Promise<Place> {
  const { E2E_AWS_ACCOUNT: account, AWS_REGION: region, AWS_ENDPOINT_URL: endpoint } = process.env;
  if (account === undefined || region === undefined) throw new Error(CONSENT);
  const caller = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (caller.Account !== account) {
    throw new Error(
      `these credentials are of account ${caller.Account}, and E2E_AWS_ACCOUNT names ${account}`,
    );
  }
  return { account, region, endpoint };
}

/** The emulator is not needed here; the official provider is, but for a rehearsal. */
function partsThere(): Parts {
  const { found } = locate();
  const { pulumi, languageHost, officialProvider } = found;
  const rehearsal = process.env["AWS_ENDPOINT_URL"] !== undefined;
  if (pulumi === undefined || languageHost === undefined)
    throw new Error("the Pulumi CLI is missing: pulumi.com/docs/install, or `npm run e2e:setup`");
  if (officialProvider === undefined && !rehearsal)
    throw new Error("the AWS provider is missing: `pulumi plugin install resource aws`");
  return { pulumi, languageHost, officialProvider, fakecloud: "" };
}

async function makeStack(
  name: string,
  folder: string,
  parts: Parts,
  providerPath: string,
  { region, endpoint }: Place,
): Promise<Stack> {
  mkdirSync(join(folder, "state"));
  const path = [providerPath, dirname(parts.pulumi), dirname(parts.languageHost), process.env["PATH"] ?? ""];
  const env = {
    PATH: path.join(delimiter),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const stack = await programStack(name, "component", { folder, pulumi: parts.pulumi, env });
  const key = { description: name, deletionWindowInDays: 7 };
  const args = { bucketName: name, key, retention: "Destroy", forceDestroy: true };
  await stack.setConfig("aws:region", { value: region });
  if (endpoint !== undefined) await stack.setConfig("aws:s3UsePathStyle", { value: "true" });
  await stack.setConfig("name", { value: name });
  await stack.setConfig("args", { value: JSON.stringify(args) });
  return stack;
}

function verify(
  bucket: string,
  keyArn: string,
  { region, endpoint }: Place,
): { code: number | null; document: VerifyDocument } {
  // An emulator has gaps, and is asked nothing that falls into one.
  const rehearsal =
    endpoint === undefined
      ? []
      : ["--endpoint-url", endpoint, "--no-bucket-key", "--skip", CASES_IN_GAPS.join(",")];
  const args = ["verify", "--bucket", bucket, "--key", keyArn, "--region", region, "--json", ...rehearsal];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-r", "tsx/cjs", "cli/main.ts", ...args], {
    cwd: CLONE,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (stdout === "") throw new Error(`verify said nothing but: ${stderr}`);
  return { code: status, document: JSON.parse(stdout) as VerifyDocument };
}
