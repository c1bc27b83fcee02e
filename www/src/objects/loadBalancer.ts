// An internal load balancer: one address in front of several appliances.
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "ilb-nva", required: true },
  { key: "subnet", label: "Subnet", type: "reference", of: "subnet", required: true },
  { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "10.0.2.100", required: true },
  { key: "backends", label: "Backends", type: "several", of: "appliance" },
];

export const loadBalancer: ObjectKind = {
  kind: "loadBalancer",
  label: "Load balancer",
  plural: "Load balancers",
  collection: "loadBalancers",
  asks: FIELDS,
  fields: () => [
    ...FIELDS,
    {
      key: "haPorts",
      label: "All ports",
      type: "flag",
      default: false,
      help: "Takes every protocol and port (HA ports).",
    },
  ],
  device: {
    stands: (value) => text(value, "subnet"),
    line: (value) =>
      [text(value, "privateIpAddress"), list(value, "backends").join(", ")].filter(Boolean).join(" → ") ||
      "Load balancer",
  },
  detail: (value) => text(value, "privateIpAddress"),
  create: ({ name, subnet, privateIpAddress, backends }) =>
    filled({ name, subnet, privateIpAddress, backends, haPorts: true }),
};
