import * as pulumi from "@pulumi/pulumi";
import { computedOutputs } from "../cli/preview/awsOutputs";
import { placeIn } from "../cli/preview/place";

/** One registration as the mocks saw it, in the order in which Pulumi made it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** How {@link mockAws} answers. */
export interface MockOptions {
  /**
   * As in the preview of a stack that does not exist yet: no ids, and nothing that only AWS can know.
   * @default false
   */
  preview?: boolean;
  /**
   * Where everything stands.
   * @default "us-east-1"
   */
  region?: string;
  /**
   * In which account.
   * @default "123456789012"
   */
  account?: string;
  /** Outputs of your own, by resource type; they win over the invented ones. */
  outputs?: Record<string, Record<string, unknown>>;
  /** Answers to invokes, by token. One that is not here is an error: silence would pass for an answer. */
  invokes?: Record<string, Record<string, unknown>>;
}

let current: Registered[] = [];

/**
 * Sets Pulumi's mocks to an AWS whose computed outputs (ARNs, ids, automatic names) have the right form and are the
 * same in every run. Call it before each test, and make resources after it.
 * @returns the list that fills with what is registered
 */
export async function mockAws(options: MockOptions = {}): Promise<Registered[]> {
  const registered: Registered[] = [];
  current = registered;
  const place = placeIn(options.region, options.account);
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: { ...inputs } });
        if (options.preview) return { id: undefined, state: inputs };
        const computed = computedOutputs(type, name, inputs, place);
        const state = { ...inputs, ...computed, ...options.outputs?.[type] };
        return { id: String(state["id"] ?? `${name}-id`), state };
      },
      call: ({ token }) => {
        const answer = options.invokes?.[token];
        if (answer === undefined) {
          const message = `no answer for invoke ${token}; give one in mockAws({ invokes })`;
          // The SDK passes on `details` alone, as of an error of gRPC.
          throw Object.assign(new Error(message), { details: message });
        }
        return answer;
      },
    },
    "project",
    "stack",
    options.preview ?? false,
  );
  return registered;
}

/** What has been registered since the last {@link mockAws}. */
export function registeredNow(): readonly Registered[] {
  return current;
}

/** The value of an output once it is known. Rejects with the error of its chain, where a plain `apply` would hang. */
export async function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Waits until nothing more comes to be registered. Without it a test sees only what was registered so far. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 25; quiet++) {
    const before = current.length;
    await new Promise((resolve) => setImmediate(resolve));
    if (current.length > before) quiet = 0;
  }
}
