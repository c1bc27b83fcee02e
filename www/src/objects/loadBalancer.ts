// An internal load balancer: one address in front of several appliances.
import { filled, list, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "ilb-nva", required: true },
  { key: "subnet", label: "Subnet", type: "reference", of: "subnet", required: true },
  { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "10.0.2.100", required: true },
  { key: "backends", label: "Backends", type: "several", of: "appliance" },
];

function ruleLine(rule: JsonObject): { title: string; detail: string } {
  const [frontend, backend] = [String(rule["frontendPort"] ?? ""), rule["backendPort"]];
  const ports = backend === undefined ? frontend : `${frontend} → ${String(backend)}`;
  return { title: text(rule, "name"), detail: `${text(rule, "protocol")} ${ports}` };
}

export const loadBalancer: ObjectKind = {
  kind: "loadBalancer",
  label: "Load balancer",
  plural: "Load balancers",
  collection: "loadBalancers",
  asks: FIELDS,
  fields: () => [
    ...FIELDS,
    { key: "privateIpv6Address", label: "Private IPv6 address", type: "text", placeholder: "fd00:10:0:2::100", help: "A second frontend." },
    {
      key: "haPorts",
      label: "All ports",
      type: "flag",
      default: false,
      help: "Takes every protocol and port (HA ports).",
    },
    { key: "loadBalancingRules", label: "Rules", type: "records", line: ruleLine },
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
