// The built designer in a real Chromium, and what the tests do with it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { expect, vi } from "vitest";
import { buildDesigner, serveDesigner } from "../../scripts/lib/designer.mjs";

const ARTIFACTS = join(import.meta.dirname, "..", "..", "artifacts");

/** Chromium asks nothing of the outside by itself. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Opening {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** The fragment of the address. */
  readonly fragment?: string;
  /** What is done with the page before it is loaded. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** One browser and one server for a file of tests. */
export class Bench {
  readonly #browser: Browser;
  readonly #server: { url: string; close(): Promise<void> };
  #open: Designer[] = [];

  private constructor(browser: Browser, server: { url: string; close(): Promise<void> }) {
    this.#browser = browser;
    this.#server = server;
  }

  static async start(): Promise<Bench> {
    await buildDesigner();
    const server = await serveDesigner();
    return new Bench(
      await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: QUIET }),
      server,
    );
  }

  async open({ width = 1280, height = 800, theme = "light", fragment = "", before }: Opening = {}): Promise<Designer> {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const designer = new Designer(await context.newPage(), this.#server.url);
    this.#open.push(designer);
    await before?.(designer.page);
    await designer.page.goto(this.#server.url + fragment);
    return designer;
  }

  /** Closes what a test opened, and fails if any page of it logged an error or asked another origin. */
  async afterEach(): Promise<void> {
    const faults = this.#open.flatMap((designer) => designer.faults);
    for (const { page } of this.#open) await page.context().close();
    this.#open = [];
    expect(faults).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** A page with the designer. */
export class Designer {
  readonly page: Page;
  readonly faults: string[] = [];

  constructor(page: Page, origin: string) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.faults.push(message.text());
    });
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin))
        this.faults.push(`asked ${request.url()}`);
    });
  }

  /** Waits until the engine has answered about the document as it is now. */
  async answered(): Promise<void> {
    await this.page.locator(".statusbar", { hasText: "checked in" }).waitFor();
  }

  async example(name: string): Promise<void> {
    await this.page.locator(".topbar-document").click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
    await this.answered();
  }

  /** A box of the drawing, by its id. */
  box(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** Clicks a box at its title, where nothing else stands on it. */
  async pick(id: string): Promise<void> {
    await this.box(id).locator(".box-title").first().click();
  }

  /** A control of the inspector. */
  field(label: string): Locator {
    return this.page.locator('[data-panel="inspector"]').getByLabel(label, { exact: true });
  }

  async tab(name: "Problems" | "Intents" | "Effective routes" | "Inspector" | "Path"): Promise<void> {
    await this.page.getByRole("tab", { name }).click();
  }

  /** The document as the editor has it, all of it. */
  async text(): Promise<string> {
    await this.page.getByRole("button", { name: "Copy share link" }).click();
    const link = await this.page.evaluate(() => navigator.clipboard.readText());
    const { documentOfFragment } = await import("../../www/src/document/share.ts");
    return documentOfFragment(new URL(link).hash)?.text ?? "";
  }

  problems(): Promise<string[]> {
    return this.page.locator(".problem .mono").allInnerTexts();
  }

  /** `intent expectation` by its verdict. */
  async verdicts(): Promise<Record<string, string>> {
    const rows = await this.page.locator(".verdict").all();
    const entries = await Promise.all(
      rows.map(async (row) => {
        const [intent, expectation] = await row.locator(".verdict-name > span").allInnerTexts();
        return [`${intent} ${expectation}`, await row.locator(".verdict-result").innerText()] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  /** Repeats the reading until it is as expected. */
  async eventually<T>(read: () => Promise<T>, expected: unknown): Promise<void> {
    await vi.waitFor(async () => expect(await read()).toEqual(expected), { timeout: 10_000, interval: 100 });
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(ARTIFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  }
}
