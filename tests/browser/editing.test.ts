// Editing by hand, by form and by code: one document, one history, verdicts that follow.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Bench, type Designer } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

async function opened(): Promise<Designer> {
  const designer = await bench.open();
  await designer.answered();
  return designer;
}

/** Lends the machines of a training subnet public addresses: without, what passes the firewall by is lost, and breaks no promise. */
async function lendAddresses(designer: Designer): Promise<void> {
  await designer.pick("subnet:vnet-training/gpu");
  await designer.field("Default outbound access").selectOption({ label: "Azure lends a public address" });
}

/** Sends the training subnets' default route to the Internet, through the inspector. */
async function bypassFirewall(designer: Designer): Promise<void> {
  await designer.page.locator(".badge", { hasText: "rt-inspected" }).first().click();
  await designer.page.getByRole("button", { name: /^default/ }).click();
  await designer.field("Next hop").selectOption({ label: "Internet" });
}

describe("a route that is changed", () => {
  it("changes the verdict, and undo brings both back to the letter", async () => {
    const designer = await opened();
    await lendAddresses(designer);
    const before = await designer.text();
    await designer.tab("Intents");
    const egress = async (): Promise<string | undefined> =>
      (await designer.verdicts())["egress-inspected through: fw-hub"];
    expect(await egress()).toBe("holds");

    await bypassFirewall(designer);
    await designer.eventually(egress, "violated");
    expect(await designer.text()).toContain('"nextHopType": "Internet"');
    await designer.screenshot("route-changed");

    await designer.page.locator("body").press("Control+z");
    await designer.eventually(egress, "holds");
    expect(await designer.text()).toBe(before);

    await designer.page.locator("body").press("Control+Shift+z");
    await designer.eventually(egress, "violated");
  });

  it("leaves a violated intent that shows the packet which breaks it", async () => {
    const designer = await opened();
    await lendAddresses(designer);
    await bypassFirewall(designer);
    await designer.tab("Intents");
    const violated = designer.page.locator(".verdict", { hasText: "through: fw-hub" }).first();
    await designer.eventually(() => violated.locator(".verdict-result").innerText(), "violated");
    await violated.click();
    await designer.page.getByText("This packet breaks egress-inspected").waitFor();
    expect(await designer.page.locator(".hop-badge-forward").count()).toBeGreaterThan(0);
    expect(await designer.page.locator(".walk-forward .hop-at").first().innerText()).toBe("vnet-training/gpu");
    await designer.screenshot("witness");

    await designer.page.locator("body").press("Control+z");
    await designer.page.getByText("no packet breaks it any more").waitFor();
    expect(await designer.page.locator(".hop-badge").count()).toBe(0);
  });
});

describe("typing in the code", () => {
  it("changes the drawing, and shares its history with the forms", async () => {
    const designer = await opened();
    const { page } = designer;
    const before = await designer.text();
    await page.getByRole("textbox", { name: "Design as JSON" }).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// the end");
    await page.locator(".badge", { hasText: "rt-inspected" }).first().click();
    await designer.field("Disable gateway route propagation").uncheck();
    expect(await designer.text()).not.toContain('"rt-inspected",\n      "disableBgpRoutePropagation"');
    expect(await designer.text()).toContain("// the end");

    await page.locator("body").press("Control+z");
    expect(await designer.text()).toBe(`${before}// the end`);
    await page.locator("body").press("Control+z");
    expect(await designer.text()).toBe(before);
  });

  it("that leaves no JSON keeps the drawing, says so, and marks the place", async () => {
    const designer = await opened();
    const { page } = designer;
    await page.getByRole("textbox", { name: "Design as JSON" }).click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("x");
    await page.getByText("The drawing waits until the code is whole JSON again").waitFor();
    expect(await designer.box("subnet:vnet-training/gpu").isVisible()).toBe(true);
    await page.locator(".problem").first().waitFor();
    await designer.pick("subnet:vnet-training/gpu");
    await designer.tab("Effective routes");
    expect(await page.getByText("has no subnet").count()).toBe(0);
    await designer.tab("Problems");
    await page.getByRole("textbox", { name: "Design as JSON" }).focus();
    expect(await page.locator(".cm-lint-marker-error").count()).toBe(1);
    await page.keyboard.press("Control+z");
    await page.getByText("No problems").waitFor();
  });

  it("is completed from the schema and with the design's own names", async () => {
    const designer = await opened();
    const { page } = designer;
    await designer.pick("subnet:vnet-hub/gatewaysubnet");
    await designer.field("Route table").selectOption("");
    const code = page.getByRole("textbox", { name: "Design as JSON" });
    await code.click();
    await page.keyboard.press("Control+f");
    await page.keyboard.type('"10.0.0.0/27"');
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(', "rou');
    await page.keyboard.press("Control+Space");
    const accept = async (option: string): Promise<void> => {
      await page.locator(".cm-tooltip-autocomplete li[aria-selected]", { hasText: option }).waitFor();
      // The editor takes no key for a list that has only just come up under the fingers.
      await page.waitForTimeout(200);
      await page.keyboard.press("Enter");
    };
    await accept("routeTable");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete li", { hasText: "rt-gateway" }).waitFor();
    await page.keyboard.type("rt-g");
    await accept("rt-gateway");
    expect(await designer.text()).toContain('"routeTable": "rt-gateway"');
  });
});

describe("forms", () => {
  it("add a network, a subnet, a route table, a route and a peering", async () => {
    const designer = await opened();
    const { page } = designer;
    const add = async (kind: string, answers: Record<string, string>): Promise<void> => {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByRole("menuitem", { name: kind, exact: true }).click();
      const dialog = page.getByRole("dialog");
      for (const [label, answer] of Object.entries(answers)) {
        const control = dialog.getByLabel(label, { exact: true });
        const choice = (await control.evaluate((element) => element.tagName)) === "SELECT";
        if (choice) await control.selectOption({ label: answer });
        else await control.fill(answer);
      }
      await dialog.getByRole("button", { name: "Add", exact: true }).click();
    };
    await add("Virtual network", { Name: "vnet-new", "Address space": "10.40.0.0/16" });
    await add("Route table", { Name: "rt-new" });
    await add("Route", {
      "Route table": "rt-new",
      Name: "out",
      Destination: "0.0.0.0/0",
      "Next hop": "fw-hub (firewall)",
    });
    await add("Subnet", {
      "Virtual network": "vnet-new",
      Name: "work",
      "Address prefix": "10.40.1.0/24",
      "Route table": "rt-new",
    });
    await add("Peering", { From: "vnet-hub", To: "vnet-new" });

    expect(await designer.box("subnet:vnet-new/work").locator(".badge").innerText()).toBe("rt-new");
    await designer.pick("subnet:vnet-new/work");
    const row = page.locator(".routes tr", { hasText: "rt-new / out" });
    await row.waitFor();
    expect(await row.innerText()).toContain("VirtualAppliance · fw-hub");
    expect(JSON.parse(await designer.text())).toMatchObject({
      peerings: expect.arrayContaining([{ between: ["vnet-hub", "vnet-new"] }]) as unknown,
    });
  });

  it("rename an object with everything that names it", async () => {
    const designer = await opened();
    await designer.pick("virtualNetwork:vnet-training");
    const name = designer.field("Name");
    await name.fill("vnet-lab");
    await name.press("Enter");
    await designer.box("subnet:vnet-lab/gpu").waitFor();
    await designer.answered();
    expect(await designer.text()).not.toContain("vnet-training");
    await designer.page.getByText("No problems").waitFor();
  });

  it("delete an object, and undo brings it back where it stood", async () => {
    const designer = await opened();
    await designer.pick("virtualNetwork:vnet-analytics");
    await designer.page.keyboard.press("Delete");
    await designer.eventually(() => designer.box("virtualNetwork:vnet-analytics").count(), 0);
    await designer.page.keyboard.press("Control+z");
    await designer.box("virtualNetwork:vnet-analytics").waitFor();
  });

  it("move a box by hand, in the one history", async () => {
    const designer = await opened();
    const { page } = designer;
    const place = async (): Promise<number> => Math.round((await designer.box("internet").boundingBox())?.x ?? 0);
    const before = await place();
    await designer.box("internet").hover();
    await page.mouse.down();
    await page.mouse.move(700, 500, { steps: 4 });
    await page.mouse.up();
    expect(Math.abs((await place()) - before)).toBeGreaterThan(50);
    await page.getByRole("button", { name: "Undo: Move" }).click();
    expect(await place()).toBe(before);
  });

  it("peer two networks that are joined by hand", async () => {
    const designer = await opened();
    const { page } = designer;
    await designer.pick("virtualNetwork:vnet-analytics");
    await page.mouse.move(0, 0);
    const from = designer.box("virtualNetwork:vnet-analytics").locator(".react-flow__handle-right");
    await from.dragTo(designer.box("subnet:vnet-training/gpu"), { force: true });
    await page.getByRole("heading", { name: "vnet-analytics ↔ vnet-training" }).waitFor();
    expect(await designer.text()).toMatch(/"between": \[\s*"vnet-analytics",\s*"vnet-training"\s*\]/);
  });
});
