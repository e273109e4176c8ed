import assert from "node:assert/strict";
import { NO_COLOURS } from "../../../../cli/printer";
import { humanText } from "../../../../cli/preview/show/human";
import { markdownText } from "../../../../cli/preview/show/markdown";
import { callNames, inWords } from "../../../../cli/preview/show/statementWords";
import type { View } from "../../../../cli/preview/view";
import { ALLOW, BUCKET, DENY, KEY, upload, view } from "../../../support/views";

const text = (shown: View, policies = false): string => humanText(shown, { policies, colours: NO_COLOURS });

describe("a statement in words", () => {
  const called = callNames(BUCKET, KEY);

  it("says who may not do what, on what and when, with the bucket's own names", () => {
    assert.equal(
      inWords(DENY, called),
      "refuses everyone: s3:PutObject on its objects, when the KMS key is not its key",
    );
  });

  it("calls the account's root the account, and leaves out the only resource a key policy has", () => {
    assert.equal(inWords(ALLOW, called), "allows role/Writer, the account: kms:Encrypt, kms:Decrypt");
  });

  it("tells a header that is absent from one that is given", () => {
    const when = (absent: string): string =>
      inWords({ ...DENY, Condition: { Null: { "s3:x-amz-server-side-encryption": absent } } }, called);
    assert.match(when("true"), /when the algorithm is not given$/);
    assert.match(when("false"), /when the algorithm is given$/);
  });
});

describe("a preview for people", () => {
  it("shows the tree, then the policies, the table, who must exist and the verdict", () => {
    const shown = text(view(upload("one")));
    const places = [
      "would be created",
      "└─ aws:kms:Alias",
      "data: bucket policy",
      "data: key policy",
      "upload of the kind",
      "Must exist",
      "✓ 1 kind of request",
    ];
    const found = places.map((place) => shown.lastIndexOf(place));
    assert.ok(found.every((at) => at >= 0));
    assert.deepEqual(
      found,
      [...found].sort((a, b) => a - b),
    );
  });

  it("says what comes after what, and what is protected", () => {
    assert.match(text(view()), /├─ aws:kms:Key .*key +k · protect\n +└─ aws:kms:Alias .*after key/);
  });

  it("says under what an accepted object ends up, where an enforcement lets in others than the key's", () => {
    const accepted = upload("one", {
      decision: { effectiveKey: "allow", headerOnly: "allow" },
      endsUpUnder: "SSE-S3",
    });
    assert.match(text(view(accepted)).replace(/\s+/g, " "), /accepted, under .*SSE-S3/);
    assert.match(markdownText(view(accepted)), /\| accepted, under SSE-S3 \|/);
    const right = upload("one", { ...accepted, endsUpUnder: "the key" });
    assert.doesNotMatch(markdownText(view(right)), /, under/);
  });

  it("marks a request that did not go as promised, says how, and says so at the end", () => {
    const shown = text(
      view(upload("one", { holds: false, complaint: "was let through, should have been refused" })),
    );
    assert.match(shown, /✗ +upload of the kind one/);
    assert.match(shown, /was let through, should have been refused/);
    assert.match(shown, /✗ 1 kind of request tried on 1 bucket: 1 not as promised\.\n$/);
  });

  it("never shows an unverified result as proven", () => {
    const shown = text(
      view(upload("one", { unverified: true, decision: { effectiveKey: "allow", headerOnly: "deny" } })),
    );
    assert.match(shown.replace(/\s+/g, " "), /accepted, or refused .*\(unverified\)/);
    assert.match(shown, /unverified: AWS does not say/);
  });

  it("fits 120 columns", () => {
    const long = upload("one", {
      description: "upload ".repeat(30),
      decidedBy: ["DenyUploadIfNotSSEKMSEncrypted", "BlockedEncryptionTypes"],
    });
    for (const line of text(view(long)).split("\n")) assert.ok(line.length <= 120, line);
  });

  it("shows the whole policies on demand", () => {
    assert.match(text(view(), true), /"Sid": "DenyOtherKeys"/);
  });

  it("names roles and users that must exist, and not the account", () => {
    const section = text(view()).split("Must exist")[1] ?? "";
    assert.match(section, /role\/Writer/);
    assert.doesNotMatch(section, /:root/);
  });
});

describe("a preview for a pull request", () => {
  it("starts with the verdict, and shows what is wrong unfolded", () => {
    const wrong = markdownText(view(upload("one", { holds: false, complaint: "was let through" })));
    assert.match(wrong, /^### Preview of `shop` \/ `dev`\n\n✗ 1 kind of request/);
    assert.match(wrong.split("<details>")[0] ?? "", /\*\*data\*\*: upload of the kind one: was let through/);
  });
});
