export { Effect, Encryption, Enforcement, KeyAccess, KeyUse, Retention } from "../policy/choices";
export type {
  AccessLogs,
  EncryptedBucketArgs,
  EncryptionKey,
  KeyService,
  PolicyPrincipals,
  PolicyStatement,
} from "./args";
export { EncryptedBucket } from "./encryptedBucket";
export { readStatements, writeStatements, type Grant } from "./grants";
