// A virtual network: an address space in one region, with its subnets.
import { filled, list, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "vnet-spoke", required: true };
const SPACE: Field = {
  key: "addressSpace",
  label: "Address space",
  type: "list",
  placeholder: "10.40.0.0/16",
  help: "One prefix a line.",
  required: true,
};

export const virtualNetwork: ObjectKind = {
  kind: "virtualNetwork",
  label: "Virtual network",
  plural: "Virtual networks",
  collection: "virtualNetworks",
  asks: [NAME, SPACE],
  fields: () => [
    NAME,
    SPACE,
    { key: "location", label: "Location", type: "text", placeholder: "as the design" },
    { key: "dnsServers", label: "DNS servers", type: "list", placeholder: "Azure's own" },
    {
      key: "summarizedGatewayPrefixes",
      label: "Summarized gateway prefixes",
      type: "list",
      help: "What its gateways tell other ends in place of its prefixes.",
    },
  ],
  detail: (value) => list(value, "addressSpace").join(", "),
  create: ({ name, addressSpace }) => filled({ name, addressSpace }),
};
