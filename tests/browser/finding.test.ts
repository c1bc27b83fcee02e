// Problems, routes and paths lead to their places in the drawing and in the code.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Bench } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

describe("a problem", () => {
  it("selects its place in the drawing and in the code", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.example("broken-training");
    await page.locator(".problem", { hasText: "10.21.3.0/24 lies outside" }).click();
    await page.locator(".cm-selected-object").first().waitFor();
    expect((await page.locator(".cm-selected-object").allInnerTexts()).join("\n")).toContain("checkpoints");
    expect(await designer.box("subnet:vnet-training/checkpoints").locator(".box-selected").count()).toBe(1);
    expect(await page.locator(".cm-lint-marker-error").count()).toBeGreaterThan(0);
  });

  it("with a fix goes when its button is pressed, and comes back with undo", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.example("broken-training");
    const fixes = page.getByRole("button", { name: "Fix", exact: true });
    await fixes.first().waitFor();
    const before = (await designer.problems()).length;
    await fixes.first().click();
    await designer.eventually(async () => (await designer.problems()).length < before, true);
    await page.locator("body").press("Control+z");
    await designer.eventually(async () => (await designer.problems()).length, before);
  });
});

describe("the effective routes of a subnet", () => {
  it("are shown when it is picked, losers with the reason, and lead to the route's declaration", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.pick("subnet:vnet-training/gpu");
    const table = page.locator(".routes");
    await table.waitFor();
    const lost = table.locator("tr", { hasText: "Invalid" }).filter({ hasText: "0.0.0.0/0" });
    expect(await lost.locator("td").last().innerText()).not.toBe("");
    await table.getByRole("button", { name: "rt-inspected / default" }).click();
    await page.getByRole("heading", { name: "default" }).waitFor();
    expect((await page.locator(".cm-selected-object").allInnerTexts()).join("\n")).toContain('"0.0.0.0/0"');
  });

  it("of GatewaySubnet are shown too", async () => {
    const designer = await bench.open();
    await designer.answered();
    await designer.pick("subnet:vnet-hub/gatewaysubnet");
    await designer.page.locator(".routes tr", { hasText: "rt-gateway" }).first().waitFor();
  });
});

describe("a path", () => {
  it("is drawn there and back between two boxes that are picked, each hop with the route that decides", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await page.getByRole("button", { name: "Follow a packet" }).click();
    await designer.pick("subnet:vnet-training/gpu");
    await page.getByText("From vnet-training/gpu. Pick where it goes").waitFor();
    await designer.pick("site:datacentre");
    await page.locator(".walk-reply").waitFor();
    const stops = (way: string): Promise<string[]> => page.locator(`.walk-${way} .hop-at`).allInnerTexts();
    expect(await stops("forward")).toEqual(["vnet-training/gpu", "fw-hub", "vpn-hub", "datacentre"]);
    expect(await stops("reply")).toEqual(["datacentre", "vpn-hub", "fw-hub", "vnet-training/gpu"]);
    expect(await page.locator(".hop-badge-forward").allInnerTexts()).toEqual(["1", "2", "3"]);
    expect(await page.locator(".hop-badge-reply").allInnerTexts()).toEqual(["1", "2", "3"]);
    expect(await page.locator(".path-facts").innerText()).toMatch(/Delivered\s*Answered\s*Same way back/);
    expect(await page.locator(".walk-forward .hop").first().innerText()).toContain("rt-inspected / on-premises");
    await page.locator(".hop-badge-forward").nth(1).click();
    expect(await page.locator(".hop-focused .hop-at").innerText()).toBe("fw-hub");
  });

  it("follows the design as it changes, and can be kept as an intent", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.tab("Path");
    await page.getByLabel("From").fill("vnet-training/gpu");
    await page.getByLabel("To", { exact: true }).fill("8.8.8.8");
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.locator(".walk-forward .hop-at", { hasText: "fw-hub" }).waitFor();
    await page.getByRole("button", { name: "Keep as intent" }).click();
    await designer.tab("Intents");
    await page.locator(".verdict", { hasText: "gpu-to-8-8-8-8" }).first().waitFor();

    await designer.pick("subnet:vnet-training/gpu");
    await designer.field("Route table").selectOption("");
    await designer.tab("Path");
    await designer.eventually(() => page.locator(".walk-forward .hop-at", { hasText: "fw-hub" }).count(), 0);
  });

  it("with an end that the design does not have is refused in words", async () => {
    const designer = await bench.open();
    const { page } = designer;
    await designer.answered();
    await designer.tab("Path");
    await page.getByLabel("From").fill("vnet-training/nowhere");
    await page.getByLabel("To", { exact: true }).fill("Internet");
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.locator(".path .empty-title", { hasText: "nowhere" }).waitFor();
  });
});
