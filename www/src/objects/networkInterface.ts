// A network interface: a machine's place in a subnet, with its own address.
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "vm1", required: true },
  { key: "subnet", label: "Subnet", type: "reference", of: "subnet", required: true },
  { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "10.20.1.10", required: true },
  { key: "publicIpAddress", label: "Public IP address", type: "reference", of: "publicIpAddress" },
];
const SECURITY: Field = {
  key: "networkSecurityGroup",
  label: "Network security group",
  type: "reference",
  of: "networkSecurityGroup",
};
const GROUPS: Field = {
  key: "applicationSecurityGroups",
  label: "Application security groups",
  type: "several",
  of: "applicationSecurityGroup",
};

export const networkInterface: ObjectKind = {
  kind: "networkInterface",
  label: "Network interface",
  plural: "Network interfaces",
  collection: "networkInterfaces",
  asks: FIELDS,
  fields: () => [
    ...FIELDS,
    SECURITY,
    GROUPS,
    {
      key: "enableIPForwarding",
      label: "IP forwarding",
      type: "flag",
      default: false,
      help: "Lets it send and receive what is not its own.",
    },
  ],
  device: {
    stands: (value) => text(value, "subnet"),
    line: (value) =>
      [text(value, "privateIpAddress"), list(value, "applicationSecurityGroups").join(", ")]
        .filter(Boolean)
        .join(" · ") || "Network interface",
    isPublic: (value) => text(value, "publicIpAddress") !== "",
  },
  detail: (value) => text(value, "privateIpAddress"),
  create: ({ name, subnet, privateIpAddress, publicIpAddress }) =>
    filled({ name, subnet, privateIpAddress, publicIpAddress }),
};
