import { Command } from "commander";
import { didYouMean } from "../preview/closeMatches";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { documentOf } from "./document";
import { isKind, KINDS, type Kind } from "./kinds";
import { markdownText } from "./markdown";
import { previewIn } from "./previewSteps";
import { previewText } from "./previewText";
import { review } from "./review";

interface ReviewOptions {
  allow: string[];
  json?: true;
}

const kindsThat = (stops: boolean): string =>
  Object.entries(KINDS)
    .filter(([, facts]) => facts.stops === stops)
    .map(([kind]) => `  ${kind}`)
    .join("\n");

const HELP = `
Reads what \`pulumi preview --json\` prints and writes a comment for the pull request, in Markdown: which EncryptedBuckets
lose what, and what to do. Its first line is always the same, so that a pipeline can edit the one comment.

  pulumi preview --json --stack prod | encrypted-bucket review
  encrypted-bucket review preview.json --allow rotation-slower

Kinds that stop a change unless they are allowed:
${kindsThat(true)}
Kinds that are only told:
${kindsThat(false)}

Exit code: 0 nothing stops it, 1 something does, 2 wrong use or no preview.`;

/** The `review` command. */
export function reviewCommand(printer: Printer, finish: (exitCode: number) => void): Command {
  const collect = (value: string, all: string[]): string[] => [...all, value];
  return new Command("review")
    .description("say what a change puts at risk, from the output of `pulumi preview --json`")
    .argument("[file]", "output of `pulumi preview --json`; - or none: standard input")
    .option("--allow <kind>", "take this kind of risk; repeatable", collect, [])
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", HELP)
    .action(async (file: string | undefined, options: ReviewOptions) => {
      const allowed = options.allow.map(kindNamed);
      const text = await previewText(file, process.stdin);
      const place = file === undefined || file === "-" ? "standard input" : file;
      const result = review(previewIn(text, place), allowed);
      printer.out(options.json ? `${JSON.stringify(documentOf(result), null, 2)}\n` : markdownText(result));
      finish(result.passes ? 0 : 1);
    });
}

function kindNamed(name: string): Kind {
  if (isKind(name)) return name;
  const hint = didYouMean(name, Object.keys(KINDS)) || "; --help lists the kinds";
  throw new WrongUse(`--allow ${name} is no kind of risk${hint}`);
}
