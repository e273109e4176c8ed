import * as pulumi from "@pulumi/pulumi";

/** One registration as the mocks saw it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

export const ACCOUNT = "123456789012";
export const KEY_ID = "12345678-90ab-4def-8123-4567890abcde";
export const KEY_ARN = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/${KEY_ID}`;

/** Sets Pulumi's mocks; gives the list that fills with what is registered. Invokes nobody expects are errors. */
export async function mockAws({ preview = false, bucketRegion = "eu-central-1" } = {}): Promise<
  Registered[]
> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: { ...inputs } });
        // As in a real first preview: no id, and nothing that only AWS can know.
        return preview
          ? { id: undefined, state: inputs }
          : {
              id: idOf(type, name, inputs),
              state: { ...inputs, ...computed(type, name, inputs, bucketRegion) },
            };
      },
      call: ({ token }) => {
        throw new Error(`no answer for invoke ${token}`);
      },
    },
    "project",
    "stack",
    preview,
  );
  return registered;
}

function idOf(type: string, name: string, inputs: Record<string, unknown>): string {
  if (type === "aws:kms/key:Key") return KEY_ID;
  if (type === "aws:s3/bucket:Bucket") return String(inputs["bucket"] ?? `${name}-1234567`);
  return `${name}-id`;
}

function computed(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  region: string,
): Record<string, unknown> {
  switch (type) {
    case "aws:kms/key:Key":
      return { arn: KEY_ARN, keyId: KEY_ID };
    case "aws:kms/alias:Alias":
      return { name: inputs["name"] ?? `alias/${name}-1234567`, targetKeyArn: KEY_ARN };
    case "aws:s3/bucket:Bucket": {
      const bucket = idOf(type, name, inputs);
      return { bucket, arn: `arn:aws:s3:::${bucket}`, region };
    }
    default:
      return {};
  }
}

/** The value of an output once it is known. Rejects with the error of the chain, where a plain `apply` would hang. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Waits until every resource that is underway has been registered. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
