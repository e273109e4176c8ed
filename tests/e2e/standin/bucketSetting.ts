import type { Family } from "./family";
import { compactAll, type Properties, text } from "./properties";
import type { Clients } from "./session";

/** What makes one setting of a bucket: the calls that put, get and take it away. */
export interface BucketSetting {
  readonly type: string;
  readonly properties: readonly string[];
  readonly defaults?: Properties;
  readonly stateOnly?: readonly string[];
  readonly exact?: readonly string[];
  put(clients: Clients, bucket: string, inputs: Properties): Promise<void>;
  get(clients: Clients, bucket: string): Promise<Properties | undefined>;
  clear(clients: Clients, bucket: string): Promise<unknown>;
}

/** The settings of a bucket are alike: one put, the bucket's name as id, replaced with the bucket. */
export function bucketSetting(setting: BucketSetting): Family {
  return {
    type: setting.type,
    inputs: ["bucket", "region", ...setting.properties],
    defaults: setting.defaults ?? {},
    replaceOn: ["bucket"],
    stateOnly: setting.stateOnly ?? [],
    computed: [],
    exact: setting.exact ?? [],
    async create(clients, inputs) {
      const bucket = text(inputs, "bucket");
      await setting.put(clients, bucket, inputs);
      return bucket;
    },
    async read(clients, id) {
      const found = await setting.get(clients, id);
      return found === undefined ? undefined : compactAll({ ...found, bucket: id, region: clients.region });
    },
    async update(clients, id, inputs, changed) {
      if (setting.properties.some((name) => changed.has(name))) await setting.put(clients, id, inputs);
    },
    async remove(clients, id) {
      await setting.clear(clients, id);
    },
  };
}
