export { Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
export type { AccessLogs, EncryptedBucketArgs, EncryptionKey } from "./args";
export { EncryptedBucket } from "./encryptedBucket";
