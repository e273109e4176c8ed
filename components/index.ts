export { Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
export type { EncryptedBucketArgs, EncryptionKey } from "./args";
export { EncryptedBucket } from "./encryptedBucket";
