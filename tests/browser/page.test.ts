// The page itself: keyboard, links, files, storage, and what must never happen.
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shareFragment } from "../../www/src/document/share.ts";
import { Bench } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

describe("by keyboard alone", () => {
  it("a packet is followed from box to box", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await page.keyboard.press("t");
    await designer.box("subnet:vnet-training/gpu").focus();
    await page.keyboard.press("Enter");
    await designer.box("internet").focus();
    await page.keyboard.press("Enter");
    await page.locator(".walk-forward").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".walk-forward").count()).toBe(0);
  });

  it("every panel takes the focus, and a route is changed", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.closest("[data-panel]")?.getAttribute("data-panel") ?? null);
    const panels = ["code", "canvas", "inspector", "path", "problems", "intents", "routes"];
    for (const [index, panel] of panels.entries()) {
      await page.keyboard.press(`Alt+${index + 1}`);
      await designer.eventually(focused, panel);
    }
    await page.keyboard.press("Control+k");
    await page.keyboard.type("add route table");
    await page.keyboard.press("Enter");
    await page.keyboard.type("rt-typed");
    await page.keyboard.press("Enter");
    expect(await designer.text()).toContain('"rt-typed"');
  });

  it("boxes are reached with Tab and selected with Enter", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await page.keyboard.press("Alt+2");
    const label = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    for (let presses = 0; presses < 20 && !(await label()).startsWith("Subnet GatewaySubnet"); presses += 1) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "GatewaySubnet" }).waitFor();
    await page.locator(".routes").waitFor();
  });

  it("the help lists every shortcut, and Escape closes it", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard and help" });
    await dialog.waitFor();
    const { ACTIONS } = await import("../../www/src/actions/index.ts");
    const shortcuts = ACTIONS.filter(({ shortcut }) => shortcut !== undefined).length;
    expect(await dialog.locator("kbd").count()).toBeGreaterThanOrEqual(shortcuts);
    await designer.screenshot("help");
    await page.keyboard.press("Escape");
    await designer.eventually(() => dialog.count(), 0);
  });

  it("every button has a name", async () => {
    const designer = await bench.open();
    await designer.answered();
    const nameless = await designer.page.evaluate(
      () =>
        [...document.querySelectorAll("button")].filter(
          (button) => !button.innerText.trim() && !button.getAttribute("aria-label"),
        ).length,
    );
    expect(nameless).toBe(0);
  });
});

describe("a share link", () => {
  it("opens the same design elsewhere, and is not sent to the server", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.example("broken-training");
    await page.getByRole("button", { name: "Copy share link" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await bench.open({ fragment: new URL(link).hash });
    await other.answered();
    expect(await other.text()).toBe(await designer.text());
    expect((await other.problems()).length).toBeGreaterThanOrEqual(6);
  });

  it("that is damaged is said to be, and an example is shown", async () => {
    const designer = await bench.open({ fragment: "#design=nonsense" });
    await designer.page.getByText("The link is damaged").waitFor();
    await designer.answered();
    expect(await designer.text()).toContain("secure-training");
  });
});

describe("names with markup", () => {
  it("are text everywhere", async () => {
    const evil = '<img src=x onerror="document.title=1"><b>';
    const design = {
      name: evil,
      virtualNetworks: [
        { name: evil, addressSpace: [evil], subnets: [{ name: evil, addressPrefix: "10.0.0.0/33", routeTable: evil }] },
      ],
      routeTables: [{ name: evil, routes: [{ name: evil, addressPrefix: evil, nextHopType: evil }] }],
      intents: [{ name: evil, from: evil, to: evil, delivered: true }],
    };
    const designer = await bench.open({
      fragment: shareFragment({ text: JSON.stringify(design, null, 2), positions: {}, fileName: "shared.json" }),
    });
    const { page } = designer;
    await designer.answered();
    await page.locator(".problem").first().waitFor();
    for (const problem of await page.locator(".problem").all()) await problem.click();
    await designer.tab("Intents");
    await page.locator(".cm-lint-marker-error").first().hover();
    await page.locator(".badge").first().click();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("Routewright designer");
    expect(await page.locator(".box-title").first().innerText()).toContain("Internet");
    expect(await page.locator(".box-network .box-title").first().innerText()).toBe(evil);
    await designer.screenshot("markup");
  });
});

describe("documents that are hardly designs", () => {
  it.each([
    ["empty", ""],
    ["an array", "[]"],
    ["deep", "[".repeat(100_000)],
    ["half a surrogate pair", '{"name": "\ud800"}'],
    ["one long string", `{"nmae": "${"x".repeat(1_000_000)}"}`],
  ])("%s: a problem, and a page that goes on", async (_, text) => {
    const designer = await bench.open({ fragment: shareFragment({ text, positions: {}, fileName: "shared.json" }) });
    const { page } = designer;
    await page.locator(".problem").first().waitFor();
    await designer.example("secure-training");
    await designer.box("subnet:vnet-training/gpu").waitFor();
    await page.getByText("No problems").waitFor();
  });
});

describe("files", () => {
  it("are opened, and named above the code", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    const chooser = page.waitForEvent("filechooser");
    await page.locator("body").press("Control+o");
    const buffer = Buffer.from('{"name":"mine","virtualNetworks":[{"name":"v","addressSpace":["10.0.0.0/16"]}]}');
    await (await chooser).setFiles({ name: "mine.json", mimeType: "application/json", buffer });
    await page.locator(".code-header", { hasText: "mine.json" }).waitFor();
    await designer.box("virtualNetwork:v").waitFor();
    await page.locator("body").press("Control+z");
    await page.locator(".code-header", { hasText: "secure-training.json" }).waitFor();
  });

  it("are saved as they are, comments and all", async () => {
    const text = '{\n  // why\n  "name": "kept",\n}\n';
    const designer = await bench.open({ fragment: shareFragment({ text, positions: {}, fileName: "shared.json" }) });
    const { page } = designer;
    await designer.answered();
    const download = page.waitForEvent("download");
    await page.locator("body").press("Control+s");
    const saved = await download;
    expect(saved.suggestedFilename()).toBe("shared.json");
    expect(readFileSync(await saved.path(), "utf8")).toBe(text);
  });
});

describe("what is kept in the browser", () => {
  it("is the document and the theme, over a reload", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitemcheckbox", { name: "dark" }).click();
    await designer.field("Name").fill("renamed");
    await designer.field("Name").press("Enter");
    await page.locator(".topbar-document", { hasText: "renamed" }).waitFor();
    await page.waitForFunction(() => localStorage.getItem("routewright.draft")?.includes("renamed"));
    await page.reload();
    await page.locator(".topbar-document", { hasText: "renamed" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
  });
});

describe("an engine that cannot be loaded", () => {
  it("is said to have stopped, and is started again", async () => {
    const designer = await bench.open({ before: (page) => page.route("**/*.wasm", (route) => route.abort()) });
    const { page } = designer;
    await page.getByText("The engine stopped").first().waitFor();
    expect(await designer.box("subnet:vnet-training/gpu").isVisible()).toBe(true);
    // Chromium itself reports the file that it was not given.
    designer.faults.length = 0;
    await page.unroute("**/*.wasm");
    await page.getByRole("button", { name: "Start it again" }).click();
    await page.getByText("No problems").waitFor();
  });
});

describe("the page's policy", () => {
  it("forbids every other origin, inline script and inline style", async () => {
    const designer = await bench.open();
    const policy = await designer.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toMatch(/https?:/);
  });
});
