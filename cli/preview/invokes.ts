import type { Answers } from "./answers";
import { shortToken } from "./answers";
import { dnsSuffixOf, INVENTED_ACCOUNT, type Place } from "./place";
import { Refusal } from "./refusal";

type Answer = (place: Place) => Record<string, unknown>;

const PARTITION: Answer = ({ partition }) => ({
  id: partition,
  partition,
  dnsSuffix: dnsSuffixOf(partition),
  reverseDnsPrefix: dnsSuffixOf(partition).split(".").reverse().join("."),
});

/** The questions that the invented account and region answer. */
const ANSWERED: Record<string, Answer> = {
  "aws:index:getCallerIdentity": ({ partition, account }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partition}:iam::${account}:user/preview`,
    userId: "AIDAPREVIEWPREVIEW000",
  }),
  "aws:index:getRegion": ({ region, partition }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.${dnsSuffixOf(partition)}`,
  }),
  "aws:index:getPartition": PARTITION,
};

/** Answers a provider function, or refuses by name. */
export function answerInvoke(
  token: string,
  inputs: Record<string, unknown>,
  place: Place,
  answers: Answers,
): Record<string, unknown> {
  const given = answers.find(token);
  if (given) return { ...inputs, ...given };
  const answer = ANSWERED[shortToken(token).replace("aws::", "aws:index:")];
  if (answer) return { ...inputs, ...answer(place) };
  throw new Refusal(
    `the program asks AWS for ${shortToken(token)}(${describe(inputs)}), which a preview without AWS cannot know; give --answer '${token}={...}' with what it returns`,
  );
}

/** Answers a StackReference with outputs given as `stack:NAME`, or refuses by name. */
export function answerStackReference(stack: string, answers: Answers): Record<string, unknown> {
  const outputs = answers.find(`stack:${stack}`);
  if (outputs) return { name: stack, outputs, secretOutputNames: [] };
  throw new Refusal(
    `the program reads the outputs of stack ${stack}, which a preview without a backend cannot know; give --answer 'stack:${stack}={"output":"value"}'`,
  );
}

/** Answers a read of an existing resource with properties given as `read:TYPE::ID`, or refuses by name. */
export function answerRead(type: string, id: string, answers: Answers): Record<string, unknown> {
  const properties = answers.find(`read:${type}::${id}`);
  if (properties) return properties;
  throw new Refusal(
    `the program reads the existing ${shortToken(type)} ${id}, which a preview without AWS cannot see; give --answer 'read:${type}::${id}={"property":"value"}'`,
  );
}

/** Answers a method of a resource with what was given as `call:TOKEN`, or refuses by name. */
export function answerCall(token: string, answers: Answers): Record<string, unknown> {
  const given = answers.find(`call:${token}`);
  if (given) return given;
  throw new Refusal(
    `the program calls ${token}, which only its provider can answer; give --answer 'call:${token}={...}' with what it returns`,
  );
}

/** Answers a component that lives in a plugin with outputs given as `component:TYPE`, or refuses by name. */
export function answerRemoteComponent(type: string, name: string, answers: Answers): Record<string, unknown> {
  const outputs = answers.find(`component:${type}::${name}`) ?? answers.find(`component:${type}`);
  if (outputs) return outputs;
  throw new Refusal(
    `${type} (${name}) is a component made by a plugin, which a preview cannot run; give --answer 'component:${type}={"output":"value"}'`,
  );
}

/** The account of a program that was told its caller, else the invented one. */
export function accountFrom(answers: Answers): string {
  const told = answers.find("aws:index/getCallerIdentity:getCallerIdentity")?.["accountId"];
  return typeof told === "string" ? told : INVENTED_ACCOUNT;
}

/** Names only: a value may be a secret, and the SDK no longer says so here. */
function describe(inputs: Record<string, unknown>): string {
  return Object.keys(inputs).join(", ");
}
