import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  type IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import type { Credentials } from "./clients";

/** An IAM user made for a test. */
export interface User {
  readonly arn: string;
  readonly credentials: Credentials;
}

/** One statement of the user's own policy. */
export interface UserStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Makes a user with an identity policy and an access key. */
export async function createUser(
  iam: IAMClient,
  name: string,
  statements: readonly UserStatement[],
): Promise<User> {
  const made = await iam.send(new CreateUserCommand({ UserName: name }));
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  if (statements.length > 0) {
    await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: "test", PolicyDocument: policy }));
  }
  const key = (await iam.send(new CreateAccessKeyCommand({ UserName: name }))).AccessKey;
  return {
    arn: made.User?.Arn ?? "",
    credentials: { accessKeyId: key?.AccessKeyId ?? "", secretAccessKey: key?.SecretAccessKey ?? "" },
  };
}
