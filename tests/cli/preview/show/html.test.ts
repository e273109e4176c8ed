import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { pageText } from "../../../../cli/preview/show/html/page";
import type { JudgedBucket, View } from "../../../../cli/preview/view";
import { ALLOW, DENY, upload, view } from "../../../support/views";

const DIFFERS = {
  unverified: true,
  decision: { effectiveKey: "allow", headerOnly: "deny" },
  reason: "accepted: so; refused: otherwise",
} as const;

/** The text of a page, or of a piece of it, as a reader sees it. */
function read(html: string): string {
  const text = html.replace(/<(style|script)>.*?<\/\1>/gs, "").replace(/<[^>]*>/g, " ");
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return text
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ");
}

/** What stands between two texts of a page. */
function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start);
  assert.ok(from >= 0, `no ${start}`);
  return html.slice(from, html.indexOf(end, from));
}

function withBucket(shown: View, values: Partial<JudgedBucket>): View {
  return { ...shown, buckets: shown.buckets.map((bucket) => ({ ...bucket, ...values })) };
}

describe("the page of a preview", () => {
  const page = pageText(view(upload("one"), upload("two", DIFFERS)));

  it("says what was previewed and the verdict before anything else", () => {
    assert.match(
      read(page),
      /^[^.]*encrypted-bucket preview shop \/ dev [^✓]*✓ 2 kinds of request tried on 1 bucket: all go as promised\./,
    );
  });

  it("draws each resource in its order, with arrows, and tells the same in words", () => {
    const picture = between(page, "<svg", "</svg>");
    assert.match(picture, /class="number"[^>]*>1<[^]*>key<[^]*class="number"[^>]*>2<[^]*>alias</);
    assert.equal(picture.split('class="arrow"').length - 1, 1);
    assert.match(picture, /role="img" aria-labelledby="picture-title picture-text"/);
    assert.match(
      picture,
      /<desc id="picture-text">1: key, aws:kms:Key\. 2: alias, aws:kms:Alias, after 1\. </,
    );
    assert.match(read(between(page, '<ol class="resources">', "</ol>")), /alias aws:kms:Alias after key/);
  });

  it("explains each statement of both policies beside its JSON, which can be copied", () => {
    const cards = page.split("<article").slice(1);
    assert.equal(cards.length, 2);
    [DENY, ALLOW].forEach((statement, index) => {
      const json = between(cards[index] ?? "", '<pre class="json">', "</pre>");
      assert.deepEqual(JSON.parse(read(json)), statement);
    });
    assert.match(
      read(cards[0] ?? ""),
      /Refuses everyone: s3:PutObject on its objects, when the KMS key is not its key\./,
    );
    assert.match(read(cards[1] ?? ""), /Allows role\/Writer, the account: kms:Encrypt, kms:Decrypt\./);
  });

  it("says how many requests a statement has a say in, and when it has none", () => {
    const [deny = "", allow = ""] = page.split("<article").slice(1).map(read);
    assert.match(deny, /a say in 2 of the 2 requests/);
    assert.match(allow, /a say in none of the requests/);
  });

  it("has a row for every request: who sends it, what becomes of it, why, and the request itself", () => {
    const sent = upload("three", {
      request: { operation: "PutObject", caller: "arn:aws:iam::123456789012:role/Writer" },
      reason: "refused: the reason",
    });
    const row = read(between(pageText(view(sent)), '<tr id="bucket-1-three"', "</tr>"));
    assert.match(
      row,
      /upload of the kind three .*"operation" : "PutObject".* role\/ ?Writer refused the reason DenyOtherKeys/,
    );
  });

  it("shows both results where the hypotheses differ, never one of them as proven", () => {
    const row = between(page, '<tr id="bucket-1-two"', "</tr>");
    assert.match(read(row), /H1 accepted H2 refused unverified/);
    assert.match(row, /data-result="differs"[^>]* data-unverified/);
    assert.doesNotMatch(between(page, '<tr id="bucket-1-one"', "</tr>"), /unverified/);
  });

  it("explains both hypotheses, counts what each lets through, and lists what hangs on them", () => {
    const section = between(page, '<section id="hypotheses"', '<section id="about"');
    assert.match(read(section), /H1 S3 shows the policy the key it will use .* 1 accepted, 1 refused/);
    assert.match(read(section), /H2 S3 shows it only what the request carries .* 0 accepted, 2 refused/);
    assert.match(section, /<a href="#bucket-1-two">upload of the kind two<\/a>/);
    assert.doesNotMatch(section, /bucket-1-one/);
  });

  it("names the fact of AWS behind a result that is none of the two", () => {
    const parts = pageText(view(upload("part-of-key-arn", DIFFERS)));
    assert.match(
      read(parts),
      /whether a part is judged by its upload's encryption or by what it carries: upload of the kind part/,
    );
  });

  it("names the roles that must exist, and the outputs of the stack", () => {
    const shown = read(
      pageText({ ...view(), outputs: { bucketName: "b", password: "[secret]", sizes: [1, 2] } }),
    );
    assert.match(shown, /Must exist first .*role\/ ?Writer/);
    assert.match(shown, /bucketName b password \[secret\] sizes \[1, 2\]/);
  });

  it("stands out where a request is stored under something else than the key", () => {
    const under = (endsUpUnder: "the key" | "SSE-S3"): string =>
      pageText(view(upload("one", { endsUpUnder })));
    assert.match(under("SSE-S3"), /<span class="under other">under SSE-S3</);
    assert.match(under("the key"), /<span class="under">under the key</);
  });

  it("is the same, byte for byte, for the same preview", () => {
    const again = pageText(structuredClone(view(upload("one"), upload("two", DIFFERS))));
    assert.equal(again, page);
  });

  it("has a link for each place and a place for each link", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    const targets = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)].flatMap(
      (match) => match[1]?.split(" ") ?? [],
    );
    for (const target of targets) assert.ok(ids.includes(target), target);
  });
});

describe("the page of a preview in which something is wrong", () => {
  const wrong = upload("one", { holds: false, complaint: "was let through, should have been refused" });
  const page = pageText({
    ...view(wrong, upload("two")),
    problems: ["broken: its bucket policy is missing"],
  });

  it("says so on top, with a link to each request and a line for each bucket that could not be judged", () => {
    const top = page.slice(0, page.indexOf('id="resources"'));
    assert.match(
      read(top),
      /✗ 2 kinds of request tried on 1 bucket: 1 not as promised, 1 bucket could not be judged/,
    );
    assert.match(
      top,
      /<b>data<\/b>: was let through, should have been refused\s+<ul><li><a href="#bucket-1-one">upload of the kind one<\/a><\/li><\/ul>/,
    );
    assert.match(top, /broken: its bucket policy is missing/);
    assert.doesNotMatch(top, /#bucket-1-two/);
  });

  it("names what went wrong once for all requests that went wrong in the same way", () => {
    const top = between(pageText(view(wrong, { ...wrong, case: "three" })), 'class="wrong"', "</section>");
    assert.equal(top.split("was let through").length, 2);
    assert.match(top, /"#bucket-1-one"[^]*"#bucket-1-three"/);
  });

  it("marks the row, and offers to show only such rows", () => {
    assert.match(read(between(page, '<tr id="bucket-1-one"', "</tr>")), /✗ Not as promised: was let through/);
    assert.match(page, /name="wrong"/);
    assert.doesNotMatch(pageText(view(upload("two"))), /name="wrong"/);
  });
});

describe("the page of several buckets, or none", () => {
  it("has a section and a place in the contents for each bucket", () => {
    const one = view(upload("one", DIFFERS));
    const buckets = ["reports", "exports"].flatMap((name) => withBucket(one, { name }).buckets);
    const page = pageText({ ...one, buckets });
    const contents = between(page, "<nav", "</nav>");
    ["reports", "exports"].forEach((name, index) => {
      assert.ok(contents.includes(`<a href="#bucket-${index + 1}">Bucket <b>${name}</b></a>`));
      assert.match(
        read(between(page, `<section id="bucket-${index + 1}" `, "</h2>")),
        new RegExp(`Bucket ${name}`),
      );
      assert.match(page, new RegExp(`<a href="#bucket-${index + 1}-one">${name}: upload`));
    });
  });

  it("says that a program has no EncryptedBucket, and still shows what it would create", () => {
    const page = pageText({ ...view(), buckets: [] });
    assert.match(read(page), /No EncryptedBucket in this program, so no upload was tried\./);
    assert.match(page, /<svg/);
    assert.doesNotMatch(page, /id="hypotheses"|class="filters"|<table/);
  });

  it("draws no picture of components that make nothing", () => {
    const shown = view();
    const page = pageText({ ...shown, buckets: [], resources: shown.resources.slice(0, 1) });
    assert.doesNotMatch(page, /<svg/);
    assert.match(read(page), /data encrypted-bucket:index:EncryptedBucket/);
  });

  it("says that a key was made elsewhere", () => {
    assert.match(
      read(pageText(withBucket(view(upload("one")), { keyPolicy: null }))),
      /The key was made elsewhere/,
    );
  });
});

describe("a page of hostile names", () => {
  const HOSTILE = `</script></style><img src=x onerror="alert(1)">'"><!--`;
  const hostile = upload("one", {
    description: HOSTILE,
    reason: HOSTILE,
    complaint: HOSTILE,
    holds: false,
    decidedBy: [HOSTILE],
    request: { operation: "PutObject", caller: HOSTILE, headers: { [HOSTILE]: HOSTILE } },
  });
  const plain = view(hostile);
  const page = pageText({
    project: HOSTILE,
    stack: HOSTILE,
    outputs: { [HOSTILE]: HOSTILE, nested: { [HOSTILE]: [HOSTILE] } },
    problems: [HOSTILE],
    resources: plain.resources.map((one) => ({
      ...one,
      name: HOSTILE,
      type: HOSTILE,
      id: HOSTILE,
      inputs: { description: HOSTILE, tags: { [HOSTILE]: HOSTILE } },
    })),
    buckets: [
      {
        urn: HOSTILE,
        name: HOSTILE,
        enforcement: HOSTILE,
        bucketArn: HOSTILE,
        keyArn: HOSTILE,
        bucketPolicy: {
          Statement: [{ ...DENY, Sid: HOSTILE, Condition: { [HOSTILE]: { [HOSTILE]: HOSTILE } } }],
        },
        keyPolicy: { Statement: [{ ...ALLOW, Principal: { AWS: HOSTILE }, Action: HOSTILE }] },
        uploads: plain.buckets[0]?.uploads ?? [],
      },
    ],
  });

  it("has no element, no attribute and no comment but its own", () => {
    const elements = (html: string): string[] =>
      [...new Set([...html.matchAll(/<[/!]?[a-z-]+/gi)].map(([tag]) => tag.toLowerCase()))].sort();
    const benign = pageText({
      ...view(upload("one", { holds: false })),
      outputs: { one: "a:b", nested: {} },
      problems: ["a"],
    });
    assert.deepEqual(elements(page), elements(benign));
    const attributes = (html: string): string[] =>
      [
        ...new Set(
          [...html.matchAll(/<[a-z]+((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap(([, all = ""]) =>
            all
              .replace(/="[^"]*"/g, "")
              .trim()
              .split(/\s+/),
          ),
        ),
      ].sort();
    assert.deepEqual(attributes(page), attributes(benign));
    assert.doesNotMatch(page, /<!--|<img/);
  });

  it("shows them as they are", () => {
    assert.ok(read(page).includes(`Bucket ${HOSTILE.replace(/\s+/g, " ")}`));
  });

  it("shows what turns or hides text instead of doing it", () => {
    const turned = pageText(withBucket(view(), { name: "data\u202Exe.\u0000exe\u200B\uD800" }));
    for (const character of "\u202E\u0000\u200B") assert.ok(!turned.includes(character));
    assert.ok(read(turned).includes("data\\u{202e}xe.\\u{0}exe\\u{200b}\\u{d800}"));
  });
});

describe("what a page may load", () => {
  const page = pageText(view(upload("one")));

  it("is nothing: its one style and one script are known by their hashes, all else is forbidden", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const hashOf = (element: string): string => {
      const [all = "", ...more] = [...page.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "gs"))].map(
        (match) => match[1],
      );
      assert.deepEqual(more, []);
      return `&#39;sha256-${createHash("sha256").update(all).digest("base64")}&#39;`;
    };
    assert.deepEqual(policy.split("; "), [
      "default-src &#39;none&#39;",
      `style-src ${hashOf("style")}`,
      `script-src ${hashOf("script")}`,
      "img-src data:",
      "base-uri &#39;none&#39;",
      "form-action &#39;none&#39;",
    ]);
  });

  it("is named nowhere: no address, and no style or handler in an attribute, which the policy would block", () => {
    assert.doesNotMatch(page, /https?:|\/\/[a-z]|@import|url\((?!#)/i);
    assert.doesNotMatch(page, /<[^>]+\s(?:style|src|srcset|on\w+)=/i);
  });

  it("does not stop the script from being a script", () => {
    const [, script = ""] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
    assert.doesNotThrow(() => new Function(script));
  });
});
