// A virtual network gateway, VPN or ExpressRoute: it stands in GatewaySubnet.
import { NETWORK } from "./fields.ts";
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "vpn", required: true };
const TYPE: Field = { key: "type", label: "Type", type: "choice", choices: ["Vpn", "ExpressRoute"], required: true };

export const gateway: ObjectKind = {
  kind: "gateway",
  label: "Virtual network gateway",
  plural: "Virtual network gateways",
  collection: "virtualNetworkGateways",
  asks: [NAME, TYPE, NETWORK, { key: "to", label: "Connected to", type: "reference", of: "site" }],
  fields: () => [
    NAME,
    TYPE,
    NETWORK,
    { key: "sku", label: "SKU", type: "text", placeholder: "VpnGw1AZ" },
    { key: "publicIpAddresses", label: "Public IP addresses", type: "several", of: "publicIpAddress" },
    { key: "vpnType", label: "VPN type", type: "choice", choices: wordsOf("VirtualNetworkGateway", "vpnType") },
    { key: "asn", label: "BGP number", type: "number", placeholder: "65515" },
    { key: "bgpPeeringAddress", label: "BGP peering address", type: "text", placeholder: "10.0.0.30" },
    { key: "activeActive", label: "Active-active", type: "flag", default: false },
    {
      key: "connections",
      label: "Connections",
      type: "records",
      line: (entry) => ({ title: text(entry, "to"), detail: list(entry, "learns").join(", ") }),
    },
  ],
  device: {
    stands: (value) => `${text(value, "virtualNetwork")}/GatewaySubnet`,
    line: (value) => (text(value, "type") === "ExpressRoute" ? "ExpressRoute gateway" : "VPN gateway"),
  },
  detail: (value) => text(value, "type"),
  create: ({ name, type, virtualNetwork, to }) =>
    filled({ name, type, virtualNetwork, connections: to === undefined ? undefined : [{ to }] }),
};
