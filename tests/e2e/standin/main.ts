import { connect } from "node:net";
import { announce, ANNOUNCEMENT } from "./announce";
import { serve } from "./server";

/** A provider must not outlive its engine, not even one that was killed. */
function watch(port: number): void {
  const socket = connect(port, "127.0.0.1");
  // What the engine says is read and dropped: unread, its end would not be noticed.
  socket.resume();
  socket.on("error", () => process.exit(0));
  // The engine itself closes connections that say nothing; only a refused one means that it is gone.
  socket.on("close", () => setTimeout(() => watch(port), 200));
}

async function main(): Promise<void> {
  // The engine gives its own address as the last argument.
  const engine = process.argv.at(-1) ?? "";
  const enginePort = Number(engine.split(":").at(-1));
  const hasEngine = Number.isInteger(enginePort) && enginePort > 0;
  const version = process.env["STANDIN_VERSION"] ?? "7.0.0";
  const port = await serve(version, async () => (hasEngine ? announce(engine) : undefined));
  process.stderr.write(`${ANNOUNCEMENT}\n`);
  process.stdout.write(`${port}\n`);
  if (hasEngine) watch(enginePort);
}

void main();
