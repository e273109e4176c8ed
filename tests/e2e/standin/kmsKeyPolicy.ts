import { DescribeKeyCommand, GetKeyPolicyCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import type { Family } from "./family";
import { orMissing } from "./missing";
import { flag, type Properties, text } from "./properties";
import type { Clients } from "./session";

/** `aws:kms/keyPolicy:KeyPolicy`. Taking it away puts the default policy of KMS back. */
export const kmsKeyPolicy: Family = {
  type: "aws:kms/keyPolicy:KeyPolicy",
  inputs: ["bypassPolicyLockoutSafetyCheck", "keyId", "policy", "region"],
  defaults: {},
  replaceOn: ["keyId"],
  stateOnly: ["bypassPolicyLockoutSafetyCheck"],
  computed: [],
  exact: [],
  async create(clients, inputs) {
    const id = text(inputs, "keyId");
    await put(clients, id, inputs);
    return id;
  },
  async read({ kms, region }, id) {
    const key = await orMissing(kms.send(new DescribeKeyCommand({ KeyId: id })));
    if (key === undefined || key.KeyMetadata?.KeyState === "PendingDeletion") return undefined;
    const answer = await orMissing(kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" })));
    return answer?.Policy === undefined ? undefined : { keyId: id, policy: answer.Policy, region };
  },
  update: put,
  async remove({ kms }, id) {
    const described = await orMissing(kms.send(new DescribeKeyCommand({ KeyId: id })));
    if (described === undefined) return;
    const root = described.KeyMetadata?.Arn?.replace(
      /^arn:([^:]+):kms:[^:]*:(\d+):.*$/,
      "arn:$1:iam::$2:root",
    );
    const statement = { Sid: "Enable IAM User Permissions", Effect: "Allow", Principal: { AWS: root } };
    const policy = { Version: "2012-10-17", Statement: [{ ...statement, Action: "kms:*", Resource: "*" }] };
    await kms.send(
      new PutKeyPolicyCommand({ KeyId: id, PolicyName: "default", Policy: JSON.stringify(policy) }),
    );
  },
};

async function put({ kms }: Clients, id: string, inputs: Properties): Promise<void> {
  const bypass = flag(inputs, "bypassPolicyLockoutSafetyCheck");
  const policy = { KeyId: id, PolicyName: "default", Policy: text(inputs, "policy") };
  await kms.send(
    new PutKeyPolicyCommand({ ...policy, ...(bypass ? { BypassPolicyLockoutSafetyCheck: true } : {}) }),
  );
}
