export { Effect, Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
export type {
  AccessLogs,
  EncryptedBucketArgs,
  EncryptionKey,
  PolicyPrincipals,
  PolicyStatement,
} from "./args";
export { EncryptedBucket } from "./encryptedBucket";
export { readStatements, writeStatements, type Grant } from "./grants";
