/** For the tests of a suite, the AWS environment is this and nothing of the machine's own. */
export function awsEnvironment(variables: Readonly<Record<string, string>>): void {
  const nothing = { AWS_CONFIG_FILE: "/nowhere", AWS_SHARED_CREDENTIALS_FILE: "/nowhere" };
  const ours = { ...nothing, AWS_EC2_METADATA_DISABLED: "true", ...variables };
  let theirs: [string, string | undefined][] = [];

  before(() => {
    theirs = Object.entries(process.env).filter(([name]) => name.startsWith("AWS_"));
    for (const [name] of theirs) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, ours);
  });
  after(() => {
    for (const name of Object.keys(ours)) Reflect.deleteProperty(process.env, name);
    for (const [name, value] of theirs) process.env[name] = value;
  });
}
