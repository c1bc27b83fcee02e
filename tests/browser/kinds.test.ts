// Every kind of object: drawn, added, followed and judged with what the user brings along.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shareFragment } from "../../www/src/document/share.ts";
import { Bench, type Designer } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

const DESIGN = {
  name: "kinds",
  location: "eastus",
  resourceGroup: "rg",
  options: {
    profile: "landing-zone",
    suppressions: [
      { code: "subnet-route-table-missing", path: "/virtualNetworks/0/subnets/1", reason: "databases answer only" },
    ],
  },
  virtualNetworks: [
    {
      name: "vnet",
      addressSpace: ["10.0.0.0/16"],
      subnets: [
        {
          name: "web",
          addressPrefix: "10.0.1.0/24",
          routeTable: "rt",
          networkSecurityGroup: "nsg-web",
          natGateway: "nat",
          defaultOutboundAccess: false,
        },
        { name: "db", addressPrefix: "10.0.2.0/24", networkSecurityGroup: "nsg-db" },
        { name: "lab", addressPrefix: "10.0.3.0/24", networkSecurityGroup: "nsg-web" },
      ],
    },
  ],
  routeTables: [
    { name: "rt", routes: [{ name: "sign-in", addressPrefix: "AzureActiveDirectory", nextHopType: "None" }] },
  ],
  networkSecurityGroups: [
    { name: "nsg-web" },
    {
      name: "nsg-db",
      securityRules: [
        {
          name: "nobody",
          priority: 100,
          direction: "Inbound",
          access: "Deny",
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
        },
      ],
    },
  ],
  applicationSecurityGroups: [{ name: "asg-web" }],
  networkInterfaces: [
    { name: "vm-web", subnet: "vnet/web", privateIpAddress: "10.0.1.10", applicationSecurityGroups: ["asg-web"] },
    { name: "vm-db", subnet: "vnet/db", privateIpAddress: "10.0.2.10" },
  ],
  natGateways: [{ name: "nat", publicIpAddresses: ["pip-nat"] }],
  publicIpAddresses: [{ name: "pip-nat", ipAddress: "20.1.2.4" }],
};

async function opened(): Promise<Designer> {
  const fragment = shareFragment({ text: JSON.stringify(DESIGN, null, 2), positions: {}, fileName: "kinds.json" });
  const designer = await bench.open({ fragment });
  await designer.answered();
  return designer;
}

async function follow(designer: Designer, from: string, to: string): Promise<void> {
  const { page } = designer;
  await designer.tab("Path");
  await page.getByLabel("From").fill(from);
  await page.getByLabel("To", { exact: true }).fill(to);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.locator(".walk-forward").waitFor();
}

describe("a path", () => {
  it("starts at a machine, and shows the rule that stops it", async () => {
    const designer = await opened();
    const { page } = designer;
    await follow(designer, "networkInterface: vm-web", "vm-db");
    expect(await page.locator(".trail-note").innerText()).toBe("nsg-db / nobody");
    expect(await page.locator(".path-facts").innerText()).toBe("Not delivered");
    expect(await designer.box("networkInterface:vm-web").locator(".box-dimmed").count()).toBe(0);
    await page.locator(".hop-decision .link", { hasText: "nsg-db / nobody" }).click();
    expect((await page.locator(".cm-selected-object").allInnerTexts()).join("\n")).toContain('"nobody"');
  });

  it("is open while the addresses of a service tag are not told, and known once their file is opened", async () => {
    const designer = await opened();
    const { page } = designer;
    await follow(designer, "vm-web", "8.8.8.8");
    expect(await page.locator(".path-facts").innerText()).toBe("Not known");

    const open = async (name: string, content: string): Promise<void> => {
      const chooser = page.waitForEvent("filechooser");
      await page.locator(".topbar-document").click();
      await page.getByRole("menuitem", { name: "Open service tags…" }).click();
      await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
    };
    await open("other.json", "{}");
    await page.getByText("these are not service tags as Microsoft publishes them").waitFor();
    const tags = [{ name: "AzureActiveDirectory", properties: { addressPrefixes: ["20.190.128.0/18"] } }];
    await open("ServiceTags_Public.json", JSON.stringify({ values: tags }));
    await page.locator(".trail-note", { hasText: "as nat" }).waitFor();
    expect(await page.locator(".path-facts").innerText()).toMatch(/^Delivered/);
    expect(await page.locator(".statusbar").innerText()).toContain("ServiceTags_Public.json");

    await page.locator(".topbar-document").click();
    await page.getByRole("menuitem", { name: "Forget the service tags" }).click();
    await page.locator(".path-facts", { hasText: "Not known" }).waitFor();
  });
});

describe("what the design's options say", () => {
  it("of suppressed findings is below the others, with the reason", async () => {
    const designer = await opened();
    const { page } = designer;
    await page.getByRole("button", { name: "1 suppressed" }).click();
    expect(await page.locator(".rows-suppressed .problem").innerText()).toContain("databases answer only");
  });

  it("of a finding is written where it is suppressed", async () => {
    const designer = await opened();
    const { page } = designer;
    const row = page.locator(".row", { hasText: "vnet / lab" }).first();
    const code = await row.locator(".problem .mono").innerText();
    await row.getByRole("button", { name: `Suppress ${code}` }).click();
    await page.getByRole("dialog").getByLabel("Why this is meant").fill("a laboratory");
    await page.getByRole("dialog").getByRole("button", { name: "Suppress" }).click();
    await page.getByRole("button", { name: "2 suppressed" }).click();
    await page.locator(".rows-suppressed .problem", { hasText: "a laboratory" }).waitFor();
    expect(await designer.text()).toContain(`"reason": "a laboratory"`);
  });

  it("can be changed where nothing is selected", async () => {
    const designer = await opened();
    const { page } = designer;
    await page.getByRole("button", { name: "Options" }).click();
    await designer.field("Rules").selectOption("azure");
    await designer.eventually(async () => (await designer.text()).includes('"profile": "azure"'), true);
  });
});

describe("a machine", () => {
  it("is added to a subnet, and put into a group", async () => {
    const designer = await opened();
    const { page } = designer;
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Network interface" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("vm-new");
    await dialog.getByLabel("Subnet").selectOption("vnet/db");
    await dialog.getByLabel("Private address").fill("10.0.2.11");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await designer.box("networkInterface:vm-new").waitFor();
    await designer.field("Application security groups").selectOption("asg-web");
    await designer.eventually(
      () => designer.box("networkInterface:vm-new").locator(".box-subtitle").innerText(),
      "10.0.2.11 · asg-web",
    );
    await page.getByRole("button", { name: "Remove asg-web" }).click();
    await designer.eventually(
      () => designer.box("networkInterface:vm-new").locator(".box-subtitle").innerText(),
      "10.0.2.11",
    );
  });
});
