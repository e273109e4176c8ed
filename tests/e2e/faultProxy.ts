import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type ApiCall, apiCall } from "./apiCall";
import { freePort } from "../support/freePort";

/** What happens to a call: it passes, it is refused, in words of its own too, or it succeeds and its answer never arrives. */
export type Fate =
  "pass" | "refuse" | { readonly refuseSaying: string } | { readonly loseAnswerAfter: () => void };

/** Decides the fate of a call; `nth` counts the mutating ones since the last reset, from 1. */
export type Faults = (call: ApiCall, nth: number) => Fate;

/** A call the proxy saw, and when its answer was there, in milliseconds on one clock. */
export type SeenCall = ApiCall & { answeredAt?: number };

/** A loopback proxy in front of the emulator: counts calls, and breaks the ones it is told to. */
export interface FaultProxy {
  readonly endpoint: string;
  /** The calls since the last reset. */
  calls(): readonly SeenCall[];
  /** Forgets the calls and sets what breaks from now on; nothing when left out. */
  reset(faults?: Faults): void;
  stop(): Promise<void>;
}

/** Starts a proxy. With `playHttps` the emulator takes every request for one over TLS. */
export async function startFaultProxy(
  target: string,
  options: { playHttps?: boolean } = {},
): Promise<FaultProxy> {
  const port = await freePort();
  let seen: SeenCall[] = [];
  let faults: Faults = () => "pass";
  const server = createServer((incoming, answer) => {
    handle(incoming, answer).catch((error: unknown) =>
      answer.destroy(error instanceof Error ? error : undefined),
    );
  });
  const handle = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await collect(incoming);
    const call: SeenCall = apiCall(incoming.method ?? "GET", incoming.url ?? "/", incoming.headers, body);
    seen.push(call);
    const fate = faults(call, seen.filter((each) => each.mutating).length);
    if (fate === "refuse") return refuse(incoming, answer);
    if (fate !== "pass" && "refuseSaying" in fate) return refuse(incoming, answer, fate.refuseSaying);
    const real = await forward(target, incoming, body, options.playHttps === true);
    const content = await collect(real);
    call.answeredAt = performance.now();
    if (fate !== "pass") {
      fate.loseAnswerAfter();
      answer.destroy();
      return;
    }
    answer.writeHead(real.statusCode ?? 502, real.headers);
    answer.end(content);
  };
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls: () => seen,
    reset(next = () => "pass") {
      seen = [];
      faults = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  https: boolean,
): Promise<IncomingMessage> {
  // The Host header is signed: it goes on as it came.
  const headers = { ...incoming.headers, ...(https ? { "x-forwarded-proto": "https" } : {}) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers },
      resolve,
    );
    outgoing.on("error", reject).end(body);
  });
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A refusal no client tries again. */
function refuse(
  incoming: IncomingMessage,
  answer: ServerResponse,
  message = "refused by the fault proxy of the tests",
): void {
  const json = "x-amz-target" in incoming.headers;
  answer.writeHead(403, { "content-type": json ? "application/x-amz-json-1.1" : "application/xml" });
  const xml = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  answer.end(json ? JSON.stringify({ __type: "AccessDeniedException", message }) : xml);
}
