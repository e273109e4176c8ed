const LIGHT = `
  --paper: #f8f8f5; --card: #ffffff; --code: #f3f4f0; --ink: #1b2226; --muted: #556068; --faint: #a7b0b4;
  --line: #e1e4df; --control: #868f94; --accent: #1c5d8c;
  --good: #1a6642; --good-soft: #e4f2e9; --bad: #a1251c; --bad-soft: #fbe8e6;
  --deny: #47545d; --deny-soft: #e8ecee; --open: #755000; --open-soft: #fcf1d3;
  --kms: #6847b3; --s3: #18755d; --other: #56626a; --on-colour: #ffffff;`;

const DARK = `
  --paper: #12171a; --card: #191f23; --code: #20282d; --ink: #e3e8ea; --muted: #a0abb1; --faint: #5d6a71;
  --line: #2b343a; --control: #75828a; --accent: #85c1ee;
  --good: #86d6a8; --good-soft: #16311f; --bad: #ff9f93; --bad-soft: #3b1d1b;
  --deny: #b9c4ca; --deny-soft: #29333a; --open: #edc76d; --open-soft: #33290f;
  --kms: #b6a1f1; --s3: #74cfb6; --other: #a0abb1; --on-colour: #12171a;`;

/** The colours of the page by their meaning, light and dark. Paper is light. */
export const COLOURS = `
:root { color-scheme: light dark; ${LIGHT}
}
@media screen and (prefers-color-scheme: dark) {
:root { ${DARK}
} }
@media print {
:root { --paper: #ffffff; }
}`;
