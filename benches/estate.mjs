// Generates estates: designs as large companies have them, for measurements. Deterministic.
//
// Hubs with a VPN gateway, a firewall and a shared subnet; spokes with three subnets, peered with several hubs; route tables
// as long as Azure allows. Each spoke has three intents, of which the last one is violated: the peering with the next hub is
// more specific than the default route to the firewall.

/** @typedef {{ hubs: number, spokes: number, tables: number, routes: number, hubsPerSpoke: number }} Shape */

/** The sizes that are measured. `L` is as long as Azure allows in every direction. @type {Record<"S" | "M" | "L", Shape>} */
export const SHAPES = {
  S: { hubs: 2, spokes: 6, tables: 4, routes: 8, hubsPerSpoke: 2 },
  M: { hubs: 4, spokes: 60, tables: 24, routes: 50, hubsPerSpoke: 3 },
  L: { hubs: 10, spokes: 990, tables: 200, routes: 400, hubsPerSpoke: 5 },
};

/** @param {keyof typeof SHAPES} size @returns {Buffer} the design document */
export function estate(size) {
  return Buffer.from(JSON.stringify(design(SHAPES[size])));
}

/** The `index`th /20 of 10.0.0.0/8, `offset` 256-address blocks into it. */
const block = (/** @type {number} */ index, /** @type {number} */ offset, /** @type {number} */ length) =>
  `10.${index >> 4}.${((index & 15) << 4) + offset}.0/${length}`;
const firewallAddress = (/** @type {number} */ hub) => `10.${hub >> 4}.${((hub & 15) << 4) + 1}.4`;
const site = (/** @type {number} */ hub) => `172.${16 + hub}.0.0/16`;

/** @param {Shape} shape */
function design(shape) {
  const { hubs, spokes, tables, hubsPerSpoke } = shape;
  const gatewayTables = hubs;
  const spokeTables = tables - gatewayTables;
  const hubOf = (/** @type {number} */ spoke) => spoke % hubs;
  const range = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => i);
  const link = (/** @type {string} */ from, /** @type {string} */ to, transit = false, remote = false) => ({
    from, to, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: transit, useRemoteGateways: remote,
  });

  return {
    name: `estate-${hubs + spokes}`,
    location: "eastus",
    resourceGroup: "rg-estate",
    virtualNetworks: [
      ...range(hubs).map((hub) => ({
        name: `vnet-hub-${hub}`,
        addressSpace: [block(hub, 0, 20)],
        subnets: [
          { name: "GatewaySubnet", addressPrefix: block(hub, 0, 27), routeTable: `rt-gateway-${hub}` },
          { name: "AzureFirewallSubnet", addressPrefix: block(hub, 1, 26) },
          { name: "shared", addressPrefix: block(hub, 2, 24) },
        ],
      })),
      ...range(spokes).map((spoke) => ({
        name: `vnet-spoke-${spoke}`,
        addressSpace: [block(hubs + spoke, 0, 20)],
        subnets: ["app", "data", "train"].map((name, i) => ({
          name,
          addressPrefix: block(hubs + spoke, i * 4, 22),
          routeTable: `rt-spoke-${spoke % spokeTables}`,
        })),
      })),
    ],
    peerings: [
      ...range(Math.floor(hubs / 2)).flatMap((pair) => [
        link(`vnet-hub-${2 * pair}`, `vnet-hub-${2 * pair + 1}`),
        link(`vnet-hub-${2 * pair + 1}`, `vnet-hub-${2 * pair}`),
      ]),
      ...range(spokes).flatMap((spoke) =>
        range(hubsPerSpoke).flatMap((step) => {
          const hub = `vnet-hub-${(hubOf(spoke) + step) % hubs}`;
          return [link(`vnet-spoke-${spoke}`, hub, false, step === 0), link(hub, `vnet-spoke-${spoke}`, step === 0, false)];
        }),
      ),
    ],
    routeTables: [
      ...range(spokeTables).map((table) => spokeTable(shape, table)),
      ...range(hubs).map((hub) => gatewayTable(shape, hub, range(spokes).filter((spoke) => hubOf(spoke) === hub))),
    ],
    firewalls: range(hubs).map((hub) => ({ name: `fw-${hub}`, virtualNetwork: `vnet-hub-${hub}` })),
    virtualNetworkGateways: range(hubs).map((hub) => ({
      name: `vpn-${hub}`, type: "Vpn", virtualNetwork: `vnet-hub-${hub}`, connections: [{ to: `dc-${hub}` }],
    })),
    onPremises: range(hubs).map((hub) => ({ name: `dc-${hub}`, addressPrefixes: [site(hub)] })),
    intents: range(spokes).flatMap((spoke) => {
      const hub = hubOf(spoke);
      return [
        { name: `egress-${spoke}`, from: `vnet-spoke-${spoke}/app`, to: "Internet", delivered: true, through: `fw-${hub}` },
        { name: `site-${spoke}`, from: `vnet-spoke-${spoke}/data`, to: `dc-${hub}`, delivered: true, symmetric: true },
        { name: `shared-${spoke}`, from: `vnet-spoke-${spoke}/train`, to: `vnet-hub-${(hub + 1) % hubs}/shared`, through: `fw-${hub}` },
      ];
    }),
  };
}

/** A table of spokes: the default route, the sites, and routes to further networks, all to the firewall. */
function spokeTable(/** @type {Shape} */ { hubs, routes }, /** @type {number} */ table) {
  const nextHop = { nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress(table % hubs) };
  const further = Array.from({ length: routes - 2 }, (_, i) => ({
    name: `partner-${String(i).padStart(4, "0")}-via-firewall`, addressPrefix: `192.${168 + (i >> 8)}.${i & 255}.0/24`, ...nextHop,
  }));
  return {
    name: `rt-spoke-${table}`,
    disableBgpRoutePropagation: true,
    routes: [
      { name: "default", addressPrefix: "0.0.0.0/0", ...nextHop },
      { name: "sites", addressPrefix: "172.16.0.0/12", ...nextHop },
      ...further,
    ],
  };
}

/** The table of a GatewaySubnet: the way back to every spoke of the hub, through the firewall. */
function gatewayTable(/** @type {Shape} */ { hubs, routes }, /** @type {number} */ hub, /** @type {number[]} */ spokes) {
  const nextHop = { nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress(hub) };
  const back = spokes.flatMap((spoke) =>
    [0, 4, 8].map((offset) => ({ name: `spoke-${spoke}-${offset}-via-firewall`, addressPrefix: block(hubs + spoke, offset, 22), ...nextHop })),
  );
  const further = Array.from({ length: Math.max(0, routes - back.length) }, (_, i) => ({
    name: `retired-${String(i).padStart(4, "0")}-via-nowhere`, addressPrefix: `198.51.${i & 255}.${(i >> 8) * 64}/26`, nextHopType: "None",
  }));
  return { name: `rt-gateway-${hub}`, routes: [...back, ...further] };
}
