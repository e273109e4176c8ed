import {
  type AliasListEntry,
  CreateAliasCommand,
  DeleteAliasCommand,
  ListAliasesCommand,
  UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import type { Family } from "./family";
import { orMissing } from "./missing";
import { text } from "./properties";
import type { Clients } from "./session";

/** `aws:kms/alias:Alias`. Its id is its name. */
export const kmsAlias: Family = {
  type: "aws:kms/alias:Alias",
  inputs: ["name", "region", "targetKeyId"],
  defaults: {},
  replaceOn: ["name"],
  stateOnly: [],
  computed: ["arn", "targetKeyArn"],
  exact: [],
  autoName: { property: "name", prefix: "alias/" },
  async create({ kms }, inputs) {
    const name = text(inputs, "name");
    await kms.send(new CreateAliasCommand({ AliasName: name, TargetKeyId: text(inputs, "targetKeyId") }));
    return name;
  },
  async read(clients, id) {
    const alias = await find(clients, id);
    if (alias?.TargetKeyId === undefined) return undefined;
    const targetKeyArn = alias.AliasArn?.replace(/:alias\/.*$/, `:key/${alias.TargetKeyId}`);
    const known = { name: id, arn: alias.AliasArn, targetKeyId: alias.TargetKeyId };
    return { ...known, targetKeyArn, region: clients.region };
  },
  async update({ kms }, id, inputs) {
    await kms.send(new UpdateAliasCommand({ AliasName: id, TargetKeyId: text(inputs, "targetKeyId") }));
  },
  async remove({ kms }, id) {
    await orMissing(kms.send(new DeleteAliasCommand({ AliasName: id })));
  },
};

/** KMS has no call that describes one alias. */
async function find({ kms }: Clients, name: string): Promise<AliasListEntry | undefined> {
  let marker: string | undefined;
  do {
    const page = await kms.send(new ListAliasesCommand({ Marker: marker }));
    const found = page.Aliases?.find((alias) => alias.AliasName === name);
    if (found !== undefined) return found;
    marker = page.Truncated ? page.NextMarker : undefined;
  } while (marker !== undefined);
  return undefined;
}
