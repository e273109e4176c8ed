import assert from "node:assert/strict";
import type { PolicyDocument } from "../../policy/document";
import { judge, type Verdict } from "../../simulator";
import type { SimulatedBucket } from "../../simulator/bucket";
import { deploy, type Deployed } from "./deployed";
import { type Gap, GAPS } from "./gaps";
import { type Actor, labOf, makeActors, tryLive, type Try } from "./matrixActors";
import { say } from "./progress";

/** Where the emulator answers otherwise than AWS, for what the simulator says to a request; undefined where it should not. */
function gapFor(name: string, { decision, decidedBy }: Verdict): keyof typeof GAPS | undefined {
  const gaps = Object.entries<Gap>(GAPS) as [keyof typeof GAPS, Gap][];
  const inGap = gaps.find(([, { cases }]) => cases?.includes(name) === true)?.[0];
  if (inGap !== undefined) return inGap;
  if (decision === "allow") return undefined;
  // What KMS alone refuses, or the default encryption alone, this emulator lets through.
  if (decidedBy.every((by) => by === "KeyPolicy")) return "kmsThroughS3";
  return decidedBy.every((by) => by === "BlockedEncryptionTypes") ? "ssec" : undefined;
}

describe("matrix: every kind of request, live, beside the simulator under headerOnly", () => {
  let there: Deployed;
  let bucket: SimulatedBucket;
  const count = { same: 0, gaps: new Map<string, number>() };
  const actors = makeActors();

  before(async () => {
    const [user, administrator] = await Promise.all([actors.user.arn(), actors.administrator.arn()]);
    const key = { users: [user], administrators: [administrator] };
    there = await deploy("matrix", { retention: "Destroy", bucketKeyEnabled: false, key });
    bucket = {
      bucketArn: `arn:aws:s3:::${there.bucket}`,
      keyArn: there.keyArn,
      aliasArn: await aliasOf(there),
      bucketPolicy: there.before["policy"] as PolicyDocument,
      keyPolicy: there.before["keyPolicy"] as PolicyDocument,
      defaultEncryption: { algorithm: "aws:kms", keyArn: there.keyArn, bucketKeyEnabled: false },
      blockedEncryptionTypes: ["SSE-C"],
    };
  });

  after(() => {
    const rest = [...count.gaps].map(([gap, cases]) => `${gap} ${cases}`).join(", ");
    say(`      matrix: ${count.same} requests as the simulator says; not counted, for gaps: ${rest}`);
  });

  for (const [who, actor] of Object.entries(actors))
    it(`${who}: every request goes as the simulator says, or rests on a known gap`, async () => {
      const lab = await labOf(actor, there);
      const wrong: string[] = [];
      for (const one of await tryLive(actor, lab, bucket)) wrong.push(...compared(one, actor));
      await lab.traces.sweep(lab.privileged);
      assert.deepEqual(wrong, []);
    });

  function compared({ name, request, outcome }: Try, actor: Actor): string[] {
    const verdict = judge(request, bucket, "headerOnly");
    const gap = gapFor(name, verdict);
    if (gap !== undefined) {
      count.gaps.set(gap, (count.gaps.get(gap) ?? 0) + 1);
      return [];
    }
    const live = outcome.kind === "accepted" || outcome.kind === "let through" ? "allow" : "deny";
    const decided = ["accepted", "let through", "refused"].includes(outcome.kind);
    if (decided && live === verdict.decision) {
      count.same++;
      return [];
    }
    const why = "why" in outcome ? `: ${outcome.why}` : "";
    return [
      `${actor.name} ${name}: ${outcome.kind}${why}; simulator: ${verdict.decision} by ${verdict.decidedBy.join(", ")}`,
    ];
  }

  it("more requests are compared than rest on gaps", () => {
    const inGaps = [...count.gaps.values()].reduce((sum, cases) => sum + cases, 0);
    assert.ok(count.same > inGaps, `${count.same} compared, ${inGaps} in gaps`);
  });
});

async function aliasOf({ stack, keyArn }: Deployed): Promise<string> {
  return `${keyArn.replace(/:key\/.*$/, "")}:${await stack.output("keyAlias")}`;
}
