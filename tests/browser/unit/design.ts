// A design with comments that the unit tests of the designer work on.

import { read } from "../../../www/src/document/parse.ts";

/** What a document says, comments aside. */
export function valueOf(text: string): ReturnType<typeof JSON.parse> {
  return read(text).value;
}

export const DESIGN = `{
  // what it is for
  "name": "small",
  "location": "eastus",
  "virtualNetworks": [
    {
      "name": "vnet-hub",
      "addressSpace": ["10.0.0.0/16"],
      "subnets": [
        { "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" },
        { "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" } // the firewall's
      ]
    },
    {
      "name": "vnet-spoke",
      "addressSpace": ["10.20.0.0/16"],
      "subnets": [
        { "name": "work", "addressPrefix": "10.20.1.0/24", "routeTable": "rt-work" },
        { "name": "data", "addressPrefix": "10.20.2.0/24" },
      ]
    }
  ],
  "peerings": [
    { "between": ["vnet-hub", "VNET-spoke"], "gatewayTransit": "vnet-hub" }
  ],
  "routeTables": [
    { "name": "rt-work", "routes": [
      { "name": "default", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }
    ] }
  ],
  "firewalls": [{ "name": "fw", "virtualNetwork": "vnet-hub" }],
  "virtualNetworkGateways": [
    { "name": "vpn", "type": "Vpn", "virtualNetwork": "vnet-hub", "connections": [{ "to": "office" }] }
  ],
  "onPremises": [{ "name": "office", "addressPrefixes": ["192.168.0.0/16"] }],
  "privateEndpoints": [{ "name": "pe", "subnet": "vnet-spoke/data", "privateIpAddress": "10.20.2.4" }],
  "intents": [
    { "name": "out", "from": "vnet-spoke/work", "to": "Internet", "through": "fw" },
    { "name": "all", "from": ["vnet-spoke/*", "office"], "to": { "privateEndpoint": "pe" }, "delivered": true }
  ]
}
`;

/** Machines with addresses and groups of their own, in a subnet that carries all that one can. */
export const MACHINES = JSON.stringify({
  virtualNetworks: [
    {
      name: "v",
      addressSpace: ["10.0.0.0/16"],
      subnets: [
        {
          name: "front",
          addressPrefix: "10.0.1.0/24",
          routeTable: "rt-lost",
          networkSecurityGroup: "nsg",
          natGateway: "nat",
          defaultOutboundAccess: false,
        },
        { name: "back", addressPrefix: "10.0.2.0/24" },
      ],
    },
  ],
  networkSecurityGroups: [
    { name: "nsg", securityRules: [{ name: "sql", sourceApplicationSecurityGroups: ["asg-web"] }] },
  ],
  applicationSecurityGroups: [{ name: "asg-web" }],
  natGateways: [{ name: "nat", publicIpAddresses: ["pip"] }],
  publicIpAddresses: [{ name: "pip" }],
  networkInterfaces: [
    {
      name: "web",
      subnet: "v/front",
      privateIpAddress: "10.0.1.10",
      publicIpAddress: "pip",
      applicationSecurityGroups: ["asg-web"],
    },
    { name: "db", subnet: "v/back", privateIpAddress: "10.0.2.10" },
  ],
  intents: [{ name: "sql", from: { networkInterface: "web" }, to: { networkInterface: "db" }, delivered: true }],
});
