import assert from "node:assert/strict";
import type { PreviewDocument } from "../../../cli/preview/document";
import { commandLine, preview, previewInWays, type CommandResult } from "../../support/commandLine";

function documentIn({ exitCode, stdout, stderr }: CommandResult): PreviewDocument {
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout) as PreviewDocument;
}

/** Two at a time: each takes a core. */
async function inTurn<T>(first: () => Promise<T>, ...others: (() => Promise<T>)[]): Promise<T[]> {
  const waiting = [first, ...others].map((run, index) => ({ run, index }));
  const results: T[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next.index] = await next.run();
  };
  await Promise.all([work(), work()]);
  return results;
}

describe("preview of a program", function () {
  this.timeout(120_000);
  let json: CommandResult;
  let again: CommandResult;
  let document: PreviewDocument;

  before(async () => {
    [json, again] = (await inTurn(
      () => preview("plain", "--json"),
      () => preview("plain", "--json"),
    )) as [CommandResult, CommandResult];
    document = documentIn(json);
  });

  const resource = (name: string): PreviewDocument["resources"][number] => {
    const found = document.resources.find((one) => one.name === name);
    assert.ok(found, `no resource ${name}`);
    return found;
  };

  it("prints the same bytes for the same program, and nothing on stderr", () => {
    assert.equal(json.stdout, again.stdout);
    assert.equal(json.stderr, "");
  });

  it("prints the document of version 1 with exactly these fields", () => {
    assert.deepEqual(Object.keys(document), [
      "version",
      "project",
      "stack",
      "resources",
      "outputs",
      "buckets",
    ]);
    assert.equal(document.version, 1);
    assert.deepEqual(Object.keys(resource("key")), [
      "urn",
      "type",
      "name",
      "parent",
      "inputs",
      "dependsOn",
      "protect",
      "retainOnDelete",
    ]);
  });

  it("is a dry run in which everything a provider computes is known all the same", () => {
    assert.equal(document.outputs["dryRun"], true);
    assert.match(
      String(document.outputs["applied"]),
      /^seen arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/,
    );
    const policy = JSON.parse(String(resource("policy").inputs["policy"])) as {
      Statement: { Resource: string }[];
    };
    assert.equal(policy.Statement[0]?.Resource, document.outputs["bucketArn"]);
  });

  it("names a bucket that has no name as Pulumi does, in lower case", () => {
    assert.match(String(resource("policy").inputs["bucket"]), /^data-[0-9a-f]{7}$/);
  });

  it("records what a resource waits for, by option and by property, and how it is kept", () => {
    assert.deepEqual(resource("Data").dependsOn, [resource("alias").urn]);
    assert.deepEqual(resource("policy").dependsOn, [resource("key").urn, resource("Data").urn].sort());
    assert.equal(resource("key").protect, true);
    assert.equal(resource("Data").retainOnDelete, true);
  });

  it("lists every resource after all it waits for", () => {
    const urns = document.resources.map(({ urn }) => urn);
    for (const { urn, dependsOn, parent } of document.resources) {
      for (const earlier of [...dependsOn, ...(parent ? [parent] : [])])
        assert.ok(urns.indexOf(earlier) < urns.indexOf(urn), urn);
    }
  });

  it("takes region and partition from the resource, its provider or the configuration, in this order", () => {
    assert.match(String(document.outputs["keyArn"]), /^arn:aws:kms:eu-west-1:/);
    assert.match(String(document.outputs["govKeyArn"]), /^arn:aws-us-gov:kms:us-gov-west-1:/);
    assert.match(String(document.outputs["chinaKeyArn"]), /^arn:aws-cn:kms:cn-north-1:/);
  });

  it("answers who calls, in which region and in which partition", () => {
    assert.equal(document.outputs["caller"], "123456789012");
    assert.equal(document.outputs["region"], "eu-west-1");
    assert.equal(document.outputs["govPartition"], "aws-us-gov");
  });

  it("gives children of a component its protection and the changes of its transforms", () => {
    const topic = resource("group-topic");
    assert.equal(topic.parent, resource("group").urn);
    assert.equal(topic.protect, true);
    assert.deepEqual(topic.inputs, { tags: { from: "transform" } });
  });

  it("passes no AWS variable of this machine on", () => {
    assert.deepEqual(document.outputs["credentials"], []);
  });
});

describe("preview of a program that fails", function () {
  this.timeout(120_000);
  let atOnce: CommandResult;
  let verbose: CommandResult;
  let inApply: CommandResult;
  let byExit: CommandResult;
  let onResource: CommandResult;
  let twice: CommandResult;
  let empty: CommandResult;

  before(async () => {
    const how =
      (way: string, ...more: string[]) =>
      () =>
        preview("throwing", "--config", `how=${way}`, ...more);
    [atOnce, verbose] = (await previewInWays("throwing", ["how=at once"], [{}, { verbose: true }])) as [
      CommandResult,
      CommandResult,
    ];
    const results = await inTurn(
      how("in apply", "--json"),
      how("by exit"),
      how("on a resource"),
      how("by a name used twice"),
      () => preview("empty"),
    );
    [inApply, byExit, onResource, twice, empty] = results as [
      CommandResult,
      CommandResult,
      CommandResult,
      CommandResult,
      CommandResult,
    ];
  });

  it("exits 1 and prints no result, not half a JSON document either", () => {
    for (const result of [atOnce, inApply, byExit, onResource, twice, empty]) {
      assert.equal(result.exitCode, 1);
      assert.equal(result.stdout, "");
    }
  });

  it("shows the error with its line in the program, without a stack trace and without secrets", () => {
    assert.match(atOnce.stderr, /error: TypeError: no bucket for \[secret\] \(index\.ts:9:11\)/);
    assert.doesNotMatch(atOnce.stderr, /^\s+at /m);
    assert.doesNotMatch(atOnce.stderr, /planted/);
  });

  it("shows the stack trace with --verbose, still without secrets", () => {
    assert.match(verbose.stderr, /^\s+at .*index\.ts/m);
    assert.doesNotMatch(verbose.stderr, /planted/);
  });

  it("shows an error in an apply once, with the values the program saw", () => {
    const lines = inApply.stderr
      .split("\n")
      .filter((line) => line.includes("cannot use arn:aws:s3:::bucket-"));
    assert.equal(lines.length, 1);
    assert.doesNotMatch(inApply.stderr, /^\s+at |\[Circular|Promise \{/m);
  });

  it("says so when the program ends itself before it is finished", () => {
    assert.match(byExit.stderr, /error: the program ended/);
  });

  it("shows an error about a resource under that resource", () => {
    assert.match(onResource.stderr, /aws:s3:Bucket \(bucket\):\n\s+error: this bucket is wrong/);
  });

  it("stops at a registration that the engine would refuse, instead of hanging", () => {
    assert.match(twice.stderr, /aws:s3:Bucket \(bucket\):\n\s+error: Duplicate resource URN/);
  });

  it("says that a program without resources is probably not the program", () => {
    assert.match(empty.stderr, /error: the program registered no resources; is `main` in Pulumi\.yaml/);
  });
});

describe("preview of a program that asks for what only AWS knows", function () {
  this.timeout(120_000);
  let refused: CommandResult;
  let answered: CommandResult;

  before(async () => {
    const answers = [
      'aws:ec2:getVpc={"id":"vpc-1","cidrBlock":"10.0.0.0/16"}',
      'stack:acme/network/prod={"zone":"Z1"}',
      'read:aws:s3/bucket:Bucket::company-logs={"bucket":"company-logs","arn":"arn:aws:s3:::company-logs"}',
      'aws:ec2:getVpd={"never":"asked"}',
    ];
    const given = answers.flatMap((answer) => ["--answer", answer]);
    [refused, answered] = (await inTurn(
      () => preview("asking"),
      () => preview("asking", "--json", ...given),
    )) as [CommandResult, CommandResult];
  });

  it("refuses each by name, once, with the --answer that helps", () => {
    assert.equal(refused.exitCode, 1);
    for (const way of [
      "--answer 'aws:ec2/getVpc:getVpc=",
      "--answer 'stack:acme/network/prod=",
      "--answer 'read:aws:s3/bucket:Bucket::company-logs=",
    ]) {
      assert.equal(refused.stderr.split(way).length, 2, `${way} in ${refused.stderr}`);
    }
  });

  it("goes on with the answers it was given", () => {
    assert.deepEqual(documentIn({ ...answered }).outputs, {
      cidr: "10.0.0.0/16",
      zone: "Z1",
      logsArn: "arn:aws:s3:::company-logs",
    });
  });

  it("mentions an answer that nothing asked for", () => {
    assert.match(
      answered.stderr,
      /warning: --answer aws:ec2:getVpd: the program never asked for it; did you mean aws:ec2:getVpc/,
    );
  });
});

describe("preview beside a built library", function () {
  this.timeout(120_000);
  let named: CommandResult;
  let unnamed: CommandResult;

  before(async () => {
    [named, unnamed] = (await inTurn(
      () => preview("built-library", "--json"),
      () => preview("built-library-without-main"),
    )) as [CommandResult, CommandResult];
  });

  it("runs the file that Pulumi.yaml names as main", () => {
    const { outputs, resources } = documentIn(named);
    assert.deepEqual(outputs, { fromTheProgram: true });
    assert.equal(resources.length, 1);
  });

  it("runs the library where no main is named, as pulumi would, and warns of it", () => {
    assert.equal(unnamed.exitCode, 1);
    assert.match(unnamed.stderr, /warning: .*package\.json's \.\/lib\/index\.js is run and not index\.ts/);
  });
});

describe("wrong use of preview", () => {
  const wrong = async (pattern: RegExp, ...args: string[]): Promise<void> => {
    const { exitCode, stdout, stderr } = await commandLine(...args);
    assert.equal(exitCode, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, pattern);
    assert.doesNotMatch(stderr, /^\s+at /m);
  };
  const plain = ["preview", "--cwd", "tests/fixtures/plain"];

  it("exits 2 for a directory that is not there", () =>
    wrong(/--cwd: nowhere is not a directory/, "preview", "--cwd", "nowhere"));
  it("exits 2 for a directory without Pulumi.yaml", () =>
    wrong(/no Pulumi\.yaml in tests/, "preview", "--cwd", "tests"));
  it("exits 2 for an unknown option and suggests the right one", () =>
    wrong(/--jsn.*\n.*--json/, ...plain, "--jsn"));
  it("exits 2 for an unknown command", () => wrong(/unknown command/, "previev"));
  it("exits 2 for an argument too many", () => wrong(/too many arguments/, ...plain, "more"));
  it("exits 2 for a stack that is not there", () =>
    wrong(/no Pulumi\.prod\.yaml; there are dev/, ...plain, "--stack", "prod"));
  it("exits 2 for --config without a value", () =>
    wrong(/--config size: must be KEY=VALUE/, ...plain, "--config", "size"));
  it("exits 2 for an answer that is not JSON", () =>
    wrong(/must be a JSON object/, ...plain, "--answer", "aws:a:b=c"));
  it("exits 2 for two formats at once", () => wrong(/exclude each other/, ...plain, "--json", "--markdown"));
  it("exits 2 for a missing configuration key", () =>
    wrong(
      /Pulumi\.dev\.yaml: configuration key how is missing/,
      "preview",
      "--cwd",
      "tests/fixtures/throwing",
    ));

  it("exits 0 for --help", async () => {
    const { exitCode, stdout } = await commandLine("preview", "--help");
    assert.equal(exitCode, 0);
    assert.match(stdout, /--answer/);
  });
});
