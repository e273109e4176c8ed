export type { CaseResult, PolicyDocument, Statement } from "../simulator";
export { mockAws, settled, valueOf, type MockOptions, type Registered } from "./mocks";
export { policiesOf, simulate, type EncryptedBucketOutputs } from "./simulate";
