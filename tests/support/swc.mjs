import { register } from "ts-node";

// Tests start through swc. Not by tsconfig.json: Pulumi's plugin host reads that too, and cannot start with it.
register({ transpileOnly: true, swc: true });

// Pulumi takes a stack trace, by an error without a message, for each promise it makes. Nobody reads them here, and
// mapping them to the sources is a third of what a component under the mocks costs.
const mapped = Error.prepareStackTrace;
Error.prepareStackTrace = (error, sites) => (error.message === "" ? String(error) : mapped(error, sites));
