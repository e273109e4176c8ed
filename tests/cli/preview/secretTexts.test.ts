import assert from "node:assert/strict";
import { SecretTexts } from "../../../cli/preview/secretTexts";

function remembering(...secrets: unknown[]): SecretTexts {
  const texts = new SecretTexts();
  secrets.forEach((secret) => texts.add(secret));
  return texts;
}

describe("secret texts", () => {
  it("are replaced inside other text, the longest first", () => {
    assert.equal(remembering("pass", "password").scrub("my password!"), "my [secret]!");
  });

  it("are replaced in JSON too, where they are escaped", () => {
    const secret = 'a"b\\c';
    assert.equal(remembering(secret).scrub(JSON.stringify({ secret })), '{"secret":"[secret]"}');
  });

  it("are found inside objects, lists and JSON texts", () => {
    const texts = remembering({ a: ["inside-list"] }, '{"b":"inside-json"}', 1234567);
    assert.equal(texts.scrub("inside-list inside-json 1234567"), "[secret] [secret] [secret]");
  });

  it("are replaced line by line where they have several", () => {
    assert.equal(remembering("first line\nsecond line").scrub("x second line y"), "x [secret] y");
  });

  it("are replaced in every text of a value, keys included", () => {
    assert.deepEqual(remembering("hidden").scrubValue({ hidden: ["a hidden b", 1, null] }), {
      "[secret]": ["a [secret] b", 1, null],
    });
  });

  it("too short or too common to hide are left, or nothing could be read any more", () => {
    assert.equal(remembering("a", "true", 30, "365").scrub("a true 30 365"), "a true 30 365");
  });
});
