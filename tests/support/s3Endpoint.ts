import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a setting of a bucket is answered with: its content, or an error by status, code and message. */
export type SettingAnswer = string | { status: number; code: string; message?: string };

/** An S3 on loopback that knows the settings of one bucket and writes down what it is asked. */
export interface S3Endpoint {
  readonly url: string;
  /** Each request as method, path and query. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** Starts one. Settings go by the query that selects them, as `policy`; any other request is a 501. */
export async function startS3(settings: Readonly<Record<string, SettingAnswer>>): Promise<S3Endpoint> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://loopback");
    asked.push(`${request.method} ${pathname}?${[...searchParams.keys()].sort().join("&")}`);
    const setting = Object.keys(settings).find((name) => searchParams.has(name));
    const answer = (setting === undefined ? undefined : settings[setting]) ?? {
      status: 501,
      code: "NotImplemented",
    };
    if (typeof answer === "string") return response.end(answer);
    response.writeHead(answer.status, { "content-type": "application/xml" });
    response.end(
      `<Error><Code>${answer.code}</Code><Message>${answer.message ?? answer.code}</Message></Error>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A default encryption, as S3 answers it. */
export function defaultEncryption(algorithm: string, key?: string): string {
  const id = key === undefined ? "" : `<KMSMasterKeyID>${key}</KMSMasterKeyID>`;
  const rule = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${id}</ApplyServerSideEncryptionByDefault>`;
  return `<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`;
}
