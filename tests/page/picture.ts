import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startChromium } from "./browser";
import { writtenPages } from "./pages";

const PICTURE = join(__dirname, "..", "..", "docs", "pictures", "page.png");

/** Takes docs/pictures/page.png: the top of the prod stack's page, as a browser shows it. */
async function takePicture(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "page-"));
  const browser = await startChromium();
  const { prod } = await writtenPages(directory, ["prod"]);
  const page = await browser.newPage({ viewport: { width: 1180, height: 930 } });
  await page.goto(pathToFileURL(prod?.file ?? "").href);
  await page.screenshot({ path: PICTURE });
  await browser.close();
  rmSync(directory, { recursive: true });
}

void takePicture();
