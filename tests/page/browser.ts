import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Starts the Chromium of this machine; none is downloaded. */
export async function startChromium(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      `no Chromium at ${CHROMIUM}: apt-get install -y chromium, or name another with CHROMIUM=PATH`,
    );
  }
  return chromium.launch({ executablePath: CHROMIUM });
}
