import { register } from "ts-node";

// Tests start through swc. Not by tsconfig.json: Pulumi's plugin host reads that too, and cannot start with it.
register({ transpileOnly: true, swc: true });
