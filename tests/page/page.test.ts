import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { DocumentUpload } from "../../cli/preview/document";
import { commandLine } from "../support/commandLine";
import { startChromium } from "./browser";
import { HOSTILE, writtenHostilePage, writtenPages, type WrittenPage } from "./pages";

const NAMES = ["prod", "two-buckets", "weakened", "plain"];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const LOOKS: Record<string, BrowserContextOptions> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "on a phone": { viewport: PHONE },
};

describe("the page in a browser", function () {
  const directory = mkdtempSync(join(tmpdir(), "page-"));
  let browser: Browser;
  let pages: Record<string, WrittenPage>;
  let hostile: string;

  before(async () => {
    browser = await startChromium();
    pages = await writtenPages(directory, NAMES);
    hostile = writtenHostilePage(directory);
  });
  after(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true });
  });

  /** Opens a page in a window of its own, hands it on, and closes it. What it asked for and complained of comes back. */
  async function opened(
    file: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
  ): Promise<{ requests: string[]; complaints: string[] }> {
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
    await page.goto(pathToFileURL(file).href);
    await look(page);
    await context.close();
    return { requests, complaints };
  }

  const fileOf = (name: string): string => pages[name]?.file ?? "";
  const uploadsOf = (name: string): DocumentUpload[] => pages[name]?.document.buckets[0]?.uploads ?? [];
  const openDetails = (page: Page): Promise<void> =>
    page.evaluate(`document.querySelectorAll("details").forEach((one) => (one.open = true))`);
  /** The ids of the rows of the first table that can be seen. */
  const shownRows = (page: Page): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelector("table").querySelectorAll("tr[id]")].filter((row) => row.checkVisibility()).map((row) => row.id)`,
    );
  const rowsOf = (uploads: DocumentUpload[]): string[] => uploads.map((one) => `bucket-1-${one.case}`).sort();

  for (const name of NAMES) {
    it(`of ${name} renders, asks for nothing but itself and complains of nothing`, async () => {
      const { requests, complaints } = await opened(fileOf(name), {}, async (page) => {
        await openDetails(page);
        assert.equal(await page.locator("h1").isVisible(), true);
        assert.equal(await page.locator("svg.picture").isVisible(), true);
      });
      assert.deepEqual(complaints, []);
      assert.deepEqual(
        requests.filter((url) => !url.startsWith("data:")),
        [pathToFileURL(fileOf(name)).href],
      );
    });

    for (const [how, options] of Object.entries(LOOKS)) {
      it(`of ${name} has nothing that axe objects to, ${how}`, async () => {
        await opened(fileOf(name), options, async (page) => {
          // The first rows stand for all: seventy of the same make are seventy times the work.
          await page.evaluate(
            `document.querySelectorAll("tr[id]:nth-child(n + 8):not([data-wrong])").forEach((row) => row.remove());
            document.querySelectorAll("details").forEach((one) => (one.open = true))`,
          );
          await page.evaluate(axe.source);
          const { violations, passes } = (await page.evaluate("axe.run()")) as axe.AxeResults;
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
            [],
          );
          assert.ok(passes.some(({ id }) => id === "color-contrast"));
        });
      });
    }

    it(`of ${name} fits a phone: nothing has to be scrolled sideways`, async () => {
      await opened(fileOf(name), { viewport: PHONE }, async (page) => {
        await openDetails(page);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(width, PHONE.width);
      });
    });
  }

  it("is filtered by text, result, caller and what is unverified, with the keyboard alone", async () => {
    const uploads = uploadsOf("prod");
    const counted = (shown: number): string => `${shown} of ${uploads.length} shown`;
    const expect = async (page: Page, expected: DocumentUpload[]): Promise<void> => {
      assert.ok(expected.length > 0 && expected.length < uploads.length);
      assert.deepEqual((await shownRows(page)).sort(), rowsOf(expected));
      assert.equal(await page.locator(".count").textContent(), counted(expected.length));
    };
    await opened(fileOf("prod"), {}, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.locator(":focus").textContent(), "Skip to the content");
      await page.keyboard.press("Enter");
      const focused = (): Promise<string> => page.evaluate("document.activeElement.name ?? ''");
      for (let tabs = 0; tabs < 20 && (await focused()) !== "text"; tabs++) await page.keyboard.press("Tab");
      assert.equal(await focused(), "text");
      assert.notEqual(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none");

      await page.keyboard.type("  SSE-C ");
      const mentions = ({ description, reason, request }: DocumentUpload): boolean =>
        /sse-c/i.test(description + reason + JSON.stringify(request));
      await expect(page, uploads.filter(mentions));
      await page.keyboard.press("Enter");
      await expect(page, uploads.filter(mentions));
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");

      await page.keyboard.press("Tab");
      await page.keyboard.type("refused");
      const refused = uploads.filter(
        ({ decision }) => decision.effectiveKey === "deny" && decision.headerOnly === "deny",
      );
      await expect(page, refused);

      await page.keyboard.press("Tab");
      await page.keyboard.type("anonymous");
      await expect(
        page,
        refused.filter(({ request }) => request["caller"] === "anonymous"),
      );
      await page.keyboard.type("any");
      await page.keyboard.press("Home");
      await expect(page, refused);

      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await expect(
        page,
        refused.filter(({ unverified }) => unverified),
      );

      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.locator(".count", { hasText: counted(uploads.length) }).waitFor();
      assert.equal((await shownRows(page)).length, uploads.length);
    });
  });

  it("says how many rows are shown to those who cannot see it", async () => {
    await opened(fileOf("prod"), {}, async (page) => {
      const status = page.getByRole("status");
      await page.getByRole("searchbox", { name: "Find" }).fill("nothing has this");
      assert.equal(await status.textContent(), `0 of ${uploadsOf("prod").length} shown`);
      assert.equal(await page.locator("tbody:visible").count(), 0);
    });
  });

  it("can show only what is not as promised, where there is such a thing", async () => {
    await opened(fileOf("weakened"), {}, async (page) => {
      const form = page.getByRole("form", { name: "Filter the requests tried on without-upload-deny" });
      await form.getByRole("checkbox", { name: "not as promised only" }).check();
      assert.equal(await page.locator("#bucket-2-put-another-key").isVisible(), true);
      assert.equal(await page.locator("#bucket-2-put-key-arn").isVisible(), false);
      for (const row of await page.locator("#bucket-2-table tr[id]:visible").all())
        assert.match((await row.textContent()) ?? "", /✗ Not as promised/);
    });
    await opened(fileOf("prod"), {}, async (page) => {
      assert.equal(await page.getByRole("checkbox", { name: "not as promised only" }).count(), 0);
    });
  });

  it("filters one bucket's table and leaves the other's alone", async () => {
    await opened(fileOf("two-buckets"), {}, async (page) => {
      const seconds = page.locator("#bucket-2-table tr[id]:visible");
      const all = await seconds.count();
      await page.getByRole("searchbox").first().fill("nothing has this");
      assert.deepEqual(await shownRows(page), []);
      assert.equal(await seconds.count(), all);
      assert.ok(all > 0);
    });
  });

  it("brings a row back that a filter hides when a link leads to it", async () => {
    await opened(fileOf("prod"), {}, async (page) => {
      await page.getByRole("combobox", { name: "Result" }).selectOption("refused");
      await page.locator(`#hypotheses a[href="#bucket-1-put-silent"]`).click();
      await page.locator("#bucket-1-put-silent").waitFor({ state: "visible" });
      const { top } = (await page.evaluate(
        `document.getElementById("bucket-1-put-silent").getBoundingClientRect()`,
      )) as { top: number };
      assert.ok(top >= 0 && top < DESKTOP.height, `row at ${top}`);
    });
  });

  it("shows every row without scripts, and no filter that would do nothing", async () => {
    await opened(fileOf("prod"), { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("table tr[id]:visible").count(), uploadsOf("prod").length);
      assert.equal(await page.locator("form.filters").isVisible(), false);
    });
  });

  it("prints every row whatever the filter, dark on white, without navigation and filters", async () => {
    await opened(fileOf("prod"), { colorScheme: "dark" }, async (page) => {
      await page.getByRole("searchbox").fill("nothing has this");
      assert.deepEqual(await shownRows(page), []);
      const background = (): Promise<string> =>
        page.evaluate("getComputedStyle(document.body).backgroundColor");
      const onScreen = await background();
      await page.emulateMedia({ media: "print" });
      assert.equal((await shownRows(page)).length, uploadsOf("prod").length);
      assert.equal(await page.locator("nav").isVisible(), false);
      assert.equal(await page.locator("form.filters").isVisible(), false);
      assert.deepEqual([onScreen, await background()], ["rgb(18, 23, 26)", "rgb(255, 255, 255)"]);
    });
  });

  it("runs nothing of what a program names, and shows it as text", async () => {
    const { requests, complaints } = await opened(hostile, {}, async (page) => {
      await openDetails(page);
      for (const cell of await page.locator("summary, td, h1, code").all()) await cell.dispatchEvent("click");
      assert.equal(await page.evaluate("window.broken"), undefined);
      assert.equal(await page.locator("img, script").count(), 1);
      assert.ok((await page.locator("h1").textContent())?.includes(HOSTILE));
    });
    assert.deepEqual(complaints, []);
    assert.equal(requests.filter((url) => !url.startsWith("data:")).length, 1);
  });

  it("would not run or load it even if it got into the page", async () => {
    let connections = 0;
    const server = createServer(() => connections++).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await opened(fileOf("prod"), {}, async (page) => {
      const blocked = await page.evaluate(`new Promise((resolve) => {
        const blocked = [];
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          blocked.push(effectiveDirective);
          if (blocked.length === 3) resolve(blocked.sort());
        });
        const script = document.createElement("script");
        script.textContent = "broken = 1";
        document.body.append(script);
        document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:${port}/image" }));
        fetch("http://127.0.0.1:${port}/").catch(() => {});
      })`);
      assert.deepEqual(blocked, ["connect-src", "img-src", "script-src-elem"]);
      assert.equal(await page.evaluate("window.broken"), undefined);
    });
    server.close();
    assert.equal(connections, 0);
  });

  it("is the same, byte for byte, when the program is run again", async () => {
    const again = join(directory, "again.html");
    await commandLine("preview", "--stack", "prod", "--html", again);
    assert.ok(readFileSync(again).equals(readFileSync(fileOf("prod"))));
  });
});
