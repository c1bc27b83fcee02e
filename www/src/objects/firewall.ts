// An Azure Firewall: it stands in AzureFirewallSubnet of its virtual network.
import { filled, text, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "fw-hub", required: true };
const NETWORK: Field = {
  key: "virtualNetwork",
  label: "Virtual network",
  type: "reference",
  of: "virtualNetwork",
  required: true,
};

export const firewall: ObjectKind = {
  kind: "firewall",
  label: "Azure Firewall",
  plural: "Azure Firewalls",
  collection: "firewalls",
  asks: [NAME, NETWORK],
  fields: () => [
    NAME,
    NETWORK,
    { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "first of AzureFirewallSubnet" },
    { key: "publicIpAddresses", label: "Public IP addresses", type: "several", of: "publicIpAddress" },
    { key: "snat", label: "Source translation", type: "choice", choices: ["Public", "Always", "Never"] },
  ],
  device: {
    stands: (value) => `${text(value, "virtualNetwork")}/AzureFirewallSubnet`,
    line: (value) => text(value, "privateIpAddress") || "Azure Firewall",
    isPublic: () => true,
  },
  detail: (value) => text(value, "privateIpAddress"),
  create: ({ name, virtualNetwork }) => filled({ name, virtualNetwork }),
};
