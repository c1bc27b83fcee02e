// A design with every kind of object: each drawn with its own picture, inspectable, and nothing in the way of anything else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shareFragment } from "../../www/src/document/share.ts";
import { Bench, type Designer, type Opening } from "./designer.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.afterEach());
afterAll(() => bench.stop());

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "design.md"), "utf8");
/** The example of the page about the language. */
const EVERYTHING = /```jsonc\n(.*?)```/s.exec(page)?.[1] ?? "";

/** What Azure Virtual Network Manager sets, what somebody else owns, and both families of addresses. */
const MANAGED = {
  name: "managed",
  location: "eastus",
  resourceGroup: "rg",
  virtualNetworks: [
    {
      name: "vnet-shared",
      existing: true,
      addressSpace: ["10.0.0.0/16", "fd00::/48"],
      subnets: [{ name: "tools", addressPrefixes: ["10.0.1.0/24", "fd00:0:0:1::/64"] }],
    },
    {
      name: "vnet-web",
      addressSpace: ["10.1.0.0/16", "fd00:1::/48"],
      subnets: [
        { name: "front", addressPrefixes: ["10.1.1.0/24", "fd00:1:0:1::/64"], natGateway: "nat", defaultOutboundAccess: false, workloads: ["AksNatGateway"] },
        { name: "back", addressPrefix: "10.1.2.0/24", defaultOutboundAccess: false },
      ],
    },
  ],
  networkManager: {
    connectedGroups: [["vnet-shared", "vnet-web"]],
    routingRules: [{ name: "drop-lab", destination: "10.99.0.0/16", nextHopType: "NoNextHop", localRouteSetting: "DirectRoutingWithinVNet", appliesTo: ["vnet-web/back"] }],
    securityAdminRules: [
      { name: "no-telnet", priority: 10, direction: "Inbound", access: "Deny", protocol: "Tcp", destinationPortRanges: ["23"], appliesTo: ["vnet-web"] },
    ],
  },
  networkSecurityGroups: [
    {
      name: "nsg-web",
      securityRules: [
        {
          name: "https",
          priority: 100,
          direction: "Inbound",
          access: "Allow",
          protocol: "Tcp",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationApplicationSecurityGroups: ["asg-web"],
          destinationPortRange: "443",
        },
      ],
    },
  ],
  applicationSecurityGroups: [{ name: "asg-web" }],
  networkInterfaces: [
    {
      name: "vm-web",
      subnet: "vnet-web/front",
      privateIpAddress: "10.1.1.10",
      privateIpv6Address: "fd00:1:0:1::a",
      publicIpAddress: "pip-web",
      networkSecurityGroup: "nsg-web",
      applicationSecurityGroups: ["asg-web"],
    },
  ],
  natGateways: [{ name: "nat", publicIpAddresses: ["pip-nat"] }],
  publicIpAddresses: [
    { name: "pip-nat", ipAddress: "20.1.2.4" },
    { name: "pip-web", ipAddress: "20.1.2.5" },
  ],
};

async function opened(text: string, opening: Opening = {}): Promise<Designer> {
  const designer = await bench.open({ ...opening, fragment: shareFragment({ text, positions: {}, fileName: "design.jsonc" }) });
  await designer.answered();
  return designer;
}

const managed = (opening: Opening = {}): Promise<Designer> => opened(JSON.stringify(MANAGED, null, 2), opening);

async function follow(designer: Designer, from: string, to: string, ports: { protocol?: string; port?: string; version?: string } = {}): Promise<void> {
  const { page } = designer;
  await designer.tab("Path");
  await page.getByLabel("From").fill(from);
  await page.getByLabel("To", { exact: true }).fill(to);
  if (ports.version !== undefined) await page.getByLabel("Over", { exact: true }).selectOption(ports.version);
  await page.getByLabel("Protocol").selectOption(ports.protocol ?? "Any");
  if (ports.port !== undefined) await page.getByLabel("Port", { exact: true }).fill(ports.port);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.locator(".walk-forward").waitFor();
}

const SIZES = [
  { width: 1280, height: 800, theme: "light" },
  { width: 1920, height: 1080, theme: "dark" },
] as const;

describe("the design with everything", () => {
  it("has no problem, and a picture and a name on every box", async () => {
    const designer = await opened(EVERYTHING);
    const { page } = designer;
    expect(await designer.problems()).toEqual([]);
    const boxes = await page.locator(".react-flow__node").evaluateAll((nodes) =>
      nodes.map((node) => ({
        id: node.getAttribute("data-id"),
        icon: node.querySelector(".box-icon") !== null,
        title: node.querySelector(".box-title")?.textContent ?? "",
        line: node.querySelector(".box-subtitle")?.textContent ?? "",
      })),
    );
    expect(boxes.filter(({ icon, title, line }) => !icon || title === "" || line === "")).toEqual([]);
    expect(boxes.length).toBeGreaterThan(18);
  });

  it("keeps its boxes apart", async () => {
    const designer = await opened(EVERYTHING);
    const over = await designer.page.locator(".react-flow__node").evaluateAll((nodes) => {
      const rects = nodes.map((node) => ({ id: node.getAttribute("data-id") ?? "", ...node.getBoundingClientRect().toJSON() as DOMRect }));
      const inside = (a: DOMRect, b: DOMRect): boolean => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
      const meet = (a: DOMRect, b: DOMRect): boolean => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return rects.flatMap((a, index) => rects.slice(index + 1).flatMap((b) => (meet(a, b) && !inside(a, b) && !inside(b, a) ? [`${a.id} ${b.id}`] : [])));
    });
    expect(over).toEqual([]);
  });

  it("lists every object, each with a form of its own", async () => {
    const designer = await opened(EVERYTHING);
    const { page } = designer;
    for (const name of ["nat", "pip-fw", "asg-gpu", "ilb-nva", "rs", "no-rdp", "nva1", "pe-blob", "nsg-gpu"]) {
      await page.keyboard.press("Escape");
      await designer.tab("Inspector");
      await page.locator(".inspector .item", { hasText: new RegExp(`^${name}`) }).first().click();
      expect(await page.locator(".inspector h2").innerText()).toBe(name);
      expect(await designer.field("Name").inputValue()).toBe(name);
    }
  });

  it("draws a path through a load balancer at its box", async () => {
    const designer = await opened(EVERYTHING);
    await follow(designer, "vnet-training/gpu", "10.9.1.1");
    expect(await designer.box("loadBalancer:ilb-nva").locator(".box-dimmed").count()).toBe(0);
    expect(await designer.page.locator(".hop-at", { hasText: "ilb-nva" }).count()).toBeGreaterThan(0);
  });

  it.each(SIZES)("looks as in the picture at $width x $height, $theme", async (size) => {
    const designer = await opened(EVERYTHING, size);
    await designer.screenshot(`everything-${size.width}-${size.theme}`);
    await follow(designer, "vnet-hub/nva", "vm1", { protocol: "Tcp", port: "22" });
    await designer.screenshot(`everything-path-${size.width}-${size.theme}`);
    expect(await designer.page.evaluate(() => document.documentElement.dataset["theme"])).toBe(size.theme);
  });
});

describe("what Azure Virtual Network Manager sets", () => {
  it("is drawn: a group with its members, rules at what they are for", async () => {
    const designer = await managed();
    const { page } = designer;
    const group = designer.box("connectedGroup:vnet-shared, vnet-web");
    expect(await group.innerText()).toBe("Connected group\n2 virtual networks");
    expect(await page.locator(".react-flow__edge .line-connectedGroup").count()).toBe(2);
    await designer.box("virtualNetwork:vnet-web").getByTitle("Security admin rule no-telnet").click();
    expect(await page.locator(".inspector h2").innerText()).toBe("no-telnet");
    await designer.box("subnet:vnet-web/back").getByTitle("Routing rule drop-lab").click();
    expect(await designer.field("Destination").inputValue()).toBe("10.99.0.0/16");
    expect(await designer.field("Next hop").inputValue()).toBe("NoNextHop");
    expect(await designer.field("Local routes").inputValue()).toBe("DirectRoutingWithinVNet");
  });

  it("is set for all of its rules in the inspector", async () => {
    const designer = await managed();
    const { page } = designer;
    await page.locator(".section-toggle", { hasText: "Network manager" }).click();
    await designer.field("Route tables").selectOption("UseExisting");
    await designer.eventually(async () => (await designer.text()).includes('"routeTableUsageMode": "UseExisting"'), true);
    await designer.box("subnet:vnet-web/back").getByTitle("Routing rule drop-lab").click();
    await designer.field("Learned routes").selectOption("Kept away");
    await designer.eventually(async () => (await designer.text()).includes('"disableBgpRoutePropagation": true'), true);
    await designer.screenshot("managed-routing-rule");
  });

  it("is changed in the inspector: members of a group, and a new one", async () => {
    const designer = await managed();
    const { page } = designer;
    await designer.pick("connectedGroup:vnet-shared, vnet-web");
    await page.getByRole("button", { name: "Remove vnet-shared" }).click();
    await designer.eventually(async () => (await designer.text()).replace(/\s/g, "").includes('"connectedGroups":[["vnet-web"]]'), true);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Connected group" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Virtual networks").selectOption("vnet-shared");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await designer.box("connectedGroup:vnet-shared").waitFor();
  });

  it.each(SIZES)("looks as in the picture at $width x $height, $theme", async (size) => {
    const designer = await managed(size);
    await follow(designer, "vnet-shared/tools", "vm-web", { protocol: "Tcp", port: "443" });
    expect(await designer.page.locator(".path-facts").innerText()).not.toBe("");
    await designer.screenshot(`managed-${size.width}-${size.theme}`);
  });
});

describe("a machine and a network of somebody else", () => {
  it("carry signs, each of which leads to what it stands for", async () => {
    const designer = await managed();
    const { page } = designer;
    const machine = designer.box("networkInterface:vm-web");
    for (const [title, name] of [
      ["Network security group nsg-web", "nsg-web"],
      ["Application security group asg-web", "asg-web"],
      ["Public IP address pip-web (20.1.2.5)", "pip-web"],
    ] as const) {
      await machine.getByTitle(title).click();
      expect(await page.locator(".inspector h2").innerText()).toBe(name);
    }
    await designer.box("virtualNetwork:vnet-shared").getByTitle("Owned by someone else").waitFor();
    await designer.pick("virtualNetwork:vnet-shared");
    await designer.field("Owned by someone else").uncheck();
    await designer.eventually(async () => (await designer.text()).includes("existing"), false);
  });
});

describe("a path", () => {
  it("shows the rule that lets it pass, and who it is sent as", async () => {
    const designer = await managed();
    const { page } = designer;
    await follow(designer, "Internet", "vm-web", { protocol: "Tcp", port: "443" });
    expect(await page.locator(".trail-note").allInnerTexts()).toContain("nsg-web / https");
    await follow(designer, "vnet-web/front", "8.8.8.8", { protocol: "Tcp", port: "443" });
    expect(await page.locator(".trail-note").allInnerTexts()).toContain("as nat");
    expect(await page.locator(".walk-end").first().innerText()).toContain("seen as nat");
  });

  it("is over the family that is asked for", async () => {
    const designer = await managed();
    const { page } = designer;
    await follow(designer, "vnet-shared/tools", "vm-web", { version: "IPv6", protocol: "Tcp", port: "443" });
    expect(await page.locator(".walk-header").first().innerText()).toContain("fd00:1:0:1::a");
    await follow(designer, "vnet-shared/tools", "vm-web", { version: "IPv4", protocol: "Tcp", port: "443" });
    await page.locator(".walk-header", { hasText: "10.1.1.10" }).first().waitFor();
  });
});
