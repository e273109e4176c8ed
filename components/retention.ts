import type * as pulumi from "@pulumi/pulumi";
import { Retention } from "../policy/choices";

/** The resource options of the component's children. */
export interface ChildOptions {
  key: pulumi.CustomResourceOptions;
  alias: pulumi.CustomResourceOptions;
  bucket: pulumi.CustomResourceOptions;
  /** For what dies with the bucket or the key. */
  setting: pulumi.CustomResourceOptions;
}

/**
 * One choice for all children, so that a bucket never outlives its key's protection or the reverse.
 *
 * | retention | key, bucket    | alias          | settings                 |
 * |-----------|----------------|----------------|--------------------------|
 * | Protect   | protect        |                | protect, retainOnDelete  |
 * | Retain    | retainOnDelete | retainOnDelete | retainOnDelete           |
 * | Destroy   |                |                | retainOnDelete           |
 *
 * A bucket that must be replaced is deleted first: one that is not empty refuses, and all stays as it was. Made first,
 * the new one would have taken the key policy over by then, and cut the users off from the old one's objects.
 *
 * The settings always carry `retainOnDelete`: they go with the bucket, and destroying one that is not empty then
 * fails with every protection still in place. An alias under `protect` could not be renamed.
 */
export function resourceOptions(parent: pulumi.Resource, retention: Retention): ChildOptions {
  const none = { parent };
  const kept = { parent, retainOnDelete: true };
  const bucketFirst = { deleteBeforeReplace: true };
  switch (retention) {
    case Retention.Protect: {
      const guarded = { parent, protect: true };
      return {
        key: guarded,
        alias: none,
        bucket: { ...guarded, ...bucketFirst },
        setting: { ...kept, protect: true },
      };
    }
    case Retention.Retain:
      return { key: kept, alias: kept, bucket: { ...kept, ...bucketFirst }, setting: kept };
    case Retention.Destroy:
      return { key: none, alias: none, bucket: { ...none, ...bucketFirst }, setting: kept };
  }
}
