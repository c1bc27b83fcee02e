// A security admin rule of Azure Virtual Network Manager: it is asked before the rules of security groups.
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "no-ssh", required: true };
const PRIORITY: Field = { key: "priority", label: "Priority", type: "number", placeholder: "10", required: true };
const DIRECTION: Field = {
  key: "direction",
  label: "Direction",
  type: "choice",
  choices: ["Inbound", "Outbound"],
  required: true,
};
const ACCESS: Field = {
  key: "access",
  label: "Access",
  type: "choice",
  choices: ["Allow", "AlwaysAllow", "Deny"],
  help: "Allow leaves it to the security groups.",
  required: true,
};
const PROTOCOL: Field = {
  key: "protocol",
  label: "Protocol",
  type: "choice",
  choices: ["*", "Tcp", "Udp", "Icmp", "Esp", "Ah"],
  required: true,
};
const NETWORKS: Field = {
  key: "appliesTo",
  label: "Applies to",
  type: "several",
  of: "virtualNetwork",
  required: true,
};

export const securityAdminRule: ObjectKind = {
  kind: "securityAdminRule",
  label: "Security admin rule",
  plural: "Security admin rules",
  collection: "networkManager/securityAdminRules",
  asks: [NAME, PRIORITY, DIRECTION, ACCESS, PROTOCOL, NETWORKS],
  fields: () => [
    NAME,
    PRIORITY,
    DIRECTION,
    ACCESS,
    PROTOCOL,
    { key: "sources", label: "Sources", type: "list", placeholder: "*" },
    { key: "sourcePortRanges", label: "Source ports", type: "list", placeholder: "*" },
    { key: "destinations", label: "Destinations", type: "list", placeholder: "*" },
    { key: "destinationPortRanges", label: "Destination ports", type: "list", placeholder: "*" },
    NETWORKS,
  ],
  detail: (value) => `${text(value, "access")} ${text(value, "direction")} · ${list(value, "appliesTo").join(", ")}`,
  create: ({ name, priority, direction, access, protocol, appliesTo }) =>
    filled({ name, priority, direction, access, protocol, appliesTo }),
};
