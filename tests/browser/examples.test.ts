// The examples in the designer: what they show, and how they look in both themes and sizes.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Bench } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

const SIZES = [
  { width: 1280, height: 800, theme: "light" },
  { width: 1920, height: 1080, theme: "dark" },
] as const;

describe("the example secure-training", () => {
  it("is what a new visitor sees: no problem, and every intent proven", async () => {
    const designer = await bench.open();
    await designer.answered();
    expect(await designer.page.getByText("No problems").isVisible()).toBe(true);
    await designer.tab("Intents");
    const verdicts = await designer.verdicts();
    expect(Object.keys(verdicts).length).toBeGreaterThanOrEqual(5);
    expect(new Set(Object.values(verdicts))).toEqual(new Set(["holds"]));
  });

  it("draws networks, subnets, devices, sites and what connects them", async () => {
    const designer = await bench.open();
    await designer.answered();
    for (const id of [
      "virtualNetwork:vnet-hub",
      "subnet:vnet-training/gpu",
      "firewall:fw-hub",
      "gateway:vpn-hub",
      "privateEndpoint:pe-blob",
      "site:datacentre",
      "internet",
    ]) {
      expect(await designer.box(id).isVisible(), id).toBe(true);
    }
    expect(await designer.page.locator(".line-label").allInnerTexts()).toEqual(["transit", "transit", "VPN"]);
    expect(await designer.box("subnet:vnet-training/gpu").getAttribute("aria-label")).toContain(
      "route table rt-inspected",
    );
  });

  it.each(SIZES)("looks as in the picture at $width x $height, $theme", async (size) => {
    const designer = await bench.open(size);
    await designer.answered();
    await designer.pick("subnet:vnet-training/gpu");
    await designer.page.locator(".routes").waitFor();
    await designer.page.keyboard.press("t");
    await designer.pick("subnet:vnet-training/gpu");
    await designer.pick("site:datacentre");
    await designer.page.locator(".walk-reply").waitFor();
    await designer.screenshot(`secure-training-${size.width}-${size.theme}`);
    expect(await designer.page.evaluate(() => document.documentElement.dataset["theme"])).toBe(size.theme);
  });
});

describe("the example broken-training", () => {
  it.each(SIZES)("lists its mistakes, each with its place, at $width x $height, $theme", async (size) => {
    const designer = await bench.open(size);
    await designer.answered();
    await designer.example("broken-training");
    await designer.page.locator(".problem").first().waitFor();
    expect((await designer.problems()).length).toBeGreaterThanOrEqual(6);
    await designer.page.locator(".problem").first().click();
    await designer.screenshot(`broken-training-${size.width}-${size.theme}`);
  });

  it("is shown whole, with every line", async () => {
    const designer = await bench.open();
    await designer.answered();
    await designer.example("broken-training");
    await designer.box("subnet:vnet-training/checkpoints").waitFor();
    const room = (await designer.page.locator(".canvas").boundingBox())!;
    const bottom = async (): Promise<number> => {
      const box = (await designer.box("virtualNetwork:vnet-training").boundingBox())!;
      return box.y + box.height;
    };
    await designer.eventually(async () => (await bottom()) < room.y + room.height, true);
    expect(await designer.page.locator(".react-flow__edge .line").count()).toBe(4);
  });

  it("marks the boxes that have mistakes", async () => {
    const designer = await bench.open();
    await designer.answered();
    await designer.example("broken-training");
    await designer.page.locator(".react-flow__node .mark-error, .badge-error").first().waitFor();
  });
});
