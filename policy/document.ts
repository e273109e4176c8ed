/** A policy document as AWS accepts it: a bucket policy, a key policy or an identity policy. */
export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: Statement[];
}

/** One statement. Lists of one may be written as a bare string, as AWS allows and itself returns. */
export interface Statement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: Principal;
  NotPrincipal?: Principal;
  Action?: OneOrMany;
  NotAction?: OneOrMany;
  Resource?: OneOrMany;
  NotResource?: OneOrMany;
  Condition?: Conditions;
}

export type OneOrMany = string | string[];

export type Principal =
  "*" | { AWS?: OneOrMany; Service?: OneOrMany; Federated?: OneOrMany; CanonicalUser?: OneOrMany };

/** operator → condition key → values. All operators, and all keys of one operator, must hold. */
export type Conditions = Record<string, Record<string, OneOrMany>>;
