// First of all, so that the SDK comes to the tests as it does to a program under preview.
import "../../cli/preview/sparing.cjs";
import { register } from "ts-node";

// Tests start through swc. Not by tsconfig.json: Pulumi's plugin host reads that too, and cannot start with it.
register({ transpileOnly: true, swc: true });
