import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import type { Family } from "./family";
import { orMissing } from "./missing";
import { compactAll, flag, optionalNumber, optionalText, type Properties, text, texts } from "./properties";
import type { Clients } from "./session";

/** `aws:kms/key:Key`. CreateKey comes first, rotation after it: in between the key is half made. */
export const kmsKey: Family = {
  type: "aws:kms/key:Key",
  inputs: [
    "bypassPolicyLockoutSafetyCheck",
    "customerMasterKeySpec",
    "deletionWindowInDays",
    "description",
    "enableKeyRotation",
    "isEnabled",
    "keyUsage",
    "multiRegion",
    "policy",
    "region",
    "rotationPeriodInDays",
    "tags",
  ],
  defaults: {
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    description: "Managed by Pulumi",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
    multiRegion: false,
    tags: {},
  },
  replaceOn: ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  stateOnly: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays", "policy"],
  computed: ["arn", "keyId"],
  exact: ["tags"],
  async create({ kms }, inputs) {
    const made = await kms.send(new CreateKeyCommand(createInput(inputs)));
    return made.KeyMetadata?.KeyId ?? "";
  },
  async finish({ kms }, id, inputs) {
    if (flag(inputs, "enableKeyRotation")) await kms.send(rotation(id, inputs));
    if (inputs["isEnabled"] === false) await kms.send(new DisableKeyCommand({ KeyId: id }));
  },
  read,
  async update({ kms }, id, inputs, changed) {
    if (changed.has("policy")) {
      await kms.send(new PutKeyPolicyCommand({ KeyId: id, Policy: text(inputs, "policy") }));
    }
    if (changed.has("description")) {
      await kms.send(
        new UpdateKeyDescriptionCommand({ KeyId: id, Description: text(inputs, "description") }),
      );
    }
    if (changed.has("enableKeyRotation") || changed.has("rotationPeriodInDays")) {
      const on = flag(inputs, "enableKeyRotation");
      await (on ? kms.send(rotation(id, inputs)) : kms.send(new DisableKeyRotationCommand({ KeyId: id })));
    }
    if (changed.has("isEnabled")) {
      const on = flag(inputs, "isEnabled");
      await (on
        ? kms.send(new EnableKeyCommand({ KeyId: id }))
        : kms.send(new DisableKeyCommand({ KeyId: id })));
    }
    if (changed.has("tags")) await retag({ kms }, id, texts(inputs, "tags"));
  },
  async remove({ kms }, id, state) {
    const days = optionalNumber(state, "deletionWindowInDays") ?? 30;
    await orMissing(kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: days })));
  },
};

function createInput(inputs: Properties): CreateKeyCommandInput {
  const policy = optionalText(inputs, "policy");
  return {
    Description: optionalText(inputs, "description"),
    KeySpec: text(inputs, "customerMasterKeySpec") as CreateKeyCommandInput["KeySpec"],
    KeyUsage: text(inputs, "keyUsage") as CreateKeyCommandInput["KeyUsage"],
    MultiRegion: flag(inputs, "multiRegion"),
    Tags: Object.entries(texts(inputs, "tags")).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    ...(policy === undefined ? {} : { Policy: policy }),
  };
}

function rotation(id: string, inputs: Properties): EnableKeyRotationCommand {
  return new EnableKeyRotationCommand({
    KeyId: id,
    RotationPeriodInDays: optionalNumber(inputs, "rotationPeriodInDays"),
  });
}

/** A key that waits for its deletion counts as gone, as the official provider counts it. */
async function read({ kms, region }: Clients, id: string): Promise<Properties | undefined> {
  const described = await orMissing(kms.send(new DescribeKeyCommand({ KeyId: id })));
  const key = described?.KeyMetadata;
  if (key === undefined || key.KeyState === "PendingDeletion") return undefined;
  const rotating = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
  const tags = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
  return compactAll({
    arn: key.Arn,
    keyId: key.KeyId,
    description: key.Description,
    customerMasterKeySpec: key.KeySpec,
    keyUsage: key.KeyUsage,
    multiRegion: key.MultiRegion ?? false,
    isEnabled: key.Enabled,
    enableKeyRotation: rotating.KeyRotationEnabled ?? false,
    rotationPeriodInDays: rotating.KeyRotationEnabled ? rotating.RotationPeriodInDays : undefined,
    tags: Object.fromEntries((tags.Tags ?? []).map((tag) => [tag.TagKey, tag.TagValue])),
    region,
  });
}

async function retag(
  { kms }: Pick<Clients, "kms">,
  id: string,
  wanted: Record<string, string>,
): Promise<void> {
  const there = (await kms.send(new ListResourceTagsCommand({ KeyId: id }))).Tags ?? [];
  const gone = there.map((tag) => tag.TagKey ?? "").filter((key) => !(key in wanted));
  if (gone.length > 0) await kms.send(new UntagResourceCommand({ KeyId: id, TagKeys: gone }));
  const tags = Object.entries(wanted).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  if (tags.length > 0) await kms.send(new TagResourceCommand({ KeyId: id, Tags: tags }));
}
