export type { PolicyDocument, Statement, Principal, Conditions, OneOrMany } from "../policy/document";
export type { SimulatedBucket, DefaultEncryption } from "./bucket";
export { principal, type Caller, type Naming } from "./caller";
export { CASES } from "./cases";
export type {
  CallerName,
  Case,
  Declared,
  EndsUpUnder,
  EnforcementName,
  Expected,
  KmsTemplate,
  Outcome,
  Promised,
  S3Template,
} from "./cases/case";
export { checkPolicy, type CheckedBucket, type CheckedUpload, type PolicyCheck } from "./checkPolicy";
export { Context, UnknownToSimulator } from "./context";
export type { ObjectEncryption } from "./encryption";
export {
  evaluateIdentityPolicy,
  evaluateResourcePolicy,
  type ApiCall,
  type Evaluation,
  type Match,
} from "./evaluate";
export { DECIDERS, judge, type Verdict } from "./judge";
export type { Mistake, WrongUpload } from "./mistakes";
export { MalformedPolicy, parsePolicy } from "./parsePolicy";
export type { EncryptionHeaders, KmsRequest, S3Operation, S3Request, SimulatedRequest } from "./request";
export { HYPOTHESES, type Hypothesis } from "./requestContext";
export { runCase, runCases, type CaseResult } from "./run";
