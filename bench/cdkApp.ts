import { copyFileSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { BENCH, BUILD, MODULES } from "./folders";
import { run } from "./unmeasured";

/** The CDK app of `cdk/` in the form in which `cdk init` leaves it to its user, compiler settings and all. */
export function cdkApp(): string {
  const app = join(BUILD, "init");
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  run(join(MODULES, ".bin", "cdk"), ["init", "app", "--language", "typescript", "--generate-only"], app);
  copyFileSync(join(BENCH, "cdk", "stack.ts"), join(app, "lib", "init-stack.ts"));
  symlinkSync(MODULES, join(app, "node_modules"));
  return app;
}
