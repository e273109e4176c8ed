import assert from "node:assert/strict";
import { BUCKET, KEY } from "../../support/checkedPolicies";
import { ANY_KEY, checked, GOOD, inFolderOfItsOwn, pathOf, policyOf, written } from "../../support/checking";
import { commandLine, type CommandResult } from "../../support/commandLine";

describe("check used wrongly", () => {
  inFolderOfItsOwn();

  describe("ends with 2 and says the way out", () => {
    const uses: [string, (run: typeof checked) => Promise<CommandResult>, RegExp][] = [
      [
        "no key",
        () => commandLine("check", written(JSON.stringify(GOOD))),
        /under which key should every object end up\? give --key ARN, or --bucket NAME/,
      ],
      [
        "a file and a live bucket",
        () => commandLine("check", written(JSON.stringify(GOOD)), "--bucket", "reports"),
        /policy\.json and --bucket reports exclude each other/,
      ],
      [
        "a live bucket and the ARN of one",
        () => commandLine("check", "--bucket", "reports", "--bucket-arn", BUCKET),
        /--bucket and --bucket-arn exclude each other/,
      ],
      [
        "a live bucket by its ARN",
        () => commandLine("check", "--bucket", BUCKET),
        /--bucket: not the name of a bucket, got arn:aws:s3:::reports/,
      ],
      [
        "an alias, for a live bucket",
        () => commandLine("check", "--bucket", "reports", "--key", KEY.replace(/key\/.*/, "alias/a")),
        /an alias can be moved/,
      ],
      [
        "an endpoint that is no URL",
        () => commandLine("check", "--bucket", "reports", "--endpoint-url", "nowhere"),
        /--endpoint-url: not a URL, got nowhere/,
      ],
      [
        "a profile without a live bucket",
        (run) => run(GOOD, "--profile", "audit"),
        /--profile lead to a live bucket; give --bucket NAME too/,
      ],
      [
        "a key that is an alias",
        () => commandLine("check", written(JSON.stringify(GOOD)), "--key", KEY.replace(/key\/.*/, "alias/a")),
        /is not the full ARN of a key .*an alias can be moved/,
      ],
      [
        "a key that is an id",
        () => commandLine("check", written(JSON.stringify(GOOD)), "--key", "1234abcd"),
        /is not the full ARN of a key/,
      ],
      [
        "a file that is not there",
        () => commandLine("check", pathOf("none.json"), "--key", KEY),
        /none\.json does not exist/,
      ],
      [
        "a directory",
        () => commandLine("check", pathOf(""), "--key", KEY),
        /is a directory; name a file that holds a policy/,
      ],
      ["both formats", (run) => run(GOOD, "--json", "--markdown"), /exclude each other/],
      [
        "a bucket that is no ARN",
        (run) => run(GOOD, "--bucket-arn", "reports"),
        /--bucket-arn reports is not the ARN of a bucket/,
      ],
      [
        "a bucket that the policy is not about",
        (run) => run(GOOD, "--bucket-arn", "arn:aws:s3:::other"),
        /the policy is about arn:aws:s3:::reports, not/,
      ],
      [
        "a bucket of another partition",
        (run) => run(policyOf({ ...ANY_KEY, Resource: "arn:aws-cn:s3:::bb/*" })),
        /partition aws-cn and the key in aws/,
      ],
      [
        "a policy that names no bucket",
        (run) => run(policyOf({ ...ANY_KEY, Resource: "*" })),
        /name no bucket; give --bucket-arn/,
      ],
      [
        "a policy that names two",
        (run) => run(policyOf(ANY_KEY, { ...ANY_KEY, Resource: "arn:aws:s3:::second/*" })),
        /several buckets: arn:aws:s3:::reports, arn:aws:s3:::second/,
      ],
      [
        "an enforcement that refuses nothing",
        (run) => run(GOOD, "--enforcement", "DefaultOnly"),
        /Allowed choices are EffectiveKey/,
      ],
    ];
    for (const [name, use, message] of uses) {
      it(name, async () => {
        const { exitCode, stdout, stderr } = await use(checked);
        assert.equal(exitCode, 2, stdout);
        assert.match(stderr, message);
        assert.equal(stdout, "");
      });
    }

    it("a file that is no policy: each problem with file, line and path", async () => {
      const file = written('{\n "Statement": [\n  {"Effect": "Deny", "Foo": 1}]}');
      const { exitCode, stderr } = await commandLine("check", file, "--key", KEY);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^error: .*policy\.json: line 3, Statement\[0\]\.Foo is no element of a policy/);
      assert.equal(stderr.trimEnd().split("\n").length, 4);
    });
  });
});
