// A routing rule of Azure Virtual Network Manager: it becomes a user-defined route of the subnets that it is for.
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "to-firewall", required: true },
  { key: "destination", label: "Destination", type: "text", placeholder: "0.0.0.0/0", tags: true, help: "A prefix, or a service tag.", required: true },
  { key: "nextHopType", label: "Next hop", type: "choice", choices: wordsOf("RoutingRule", "nextHopType"), required: true },
  { key: "nextHopIpAddress", label: "Next hop address", type: "text", placeholder: "10.0.1.4", help: "For VirtualAppliance only." },
  { key: "appliesTo", label: "Applies to", type: "several", of: "subnet", or: "virtualNetwork", required: true },
];

/** The settings of the rule's collection, which stand in the rule. */
const SETTINGS: readonly Field[] = [
  { key: "localRouteSetting", label: "Local routes", type: "choice", choices: wordsOf("RoutingRule", "localRouteSetting"), help: "What stays on the direct way." },
  { key: "disableBgpRoutePropagation", label: "Learned routes", type: "tristate", yes: "Kept away", no: "Propagated" },
];

/** What Azure Virtual Network Manager is told for all of its routing rules. */
export const MANAGER_SETTINGS: readonly Field[] = [
  { key: "routeTableUsageMode", label: "Route tables", type: "choice", choices: wordsOf("NetworkManager", "routeTableUsageMode"), help: "Where the routes of routing rules go." },
];

export const routingRule: ObjectKind = {
  kind: "routingRule",
  label: "Routing rule",
  plural: "Routing rules",
  collection: "networkManager/routingRules",
  asks: FIELDS,
  fields: () => [...FIELDS, ...SETTINGS],
  detail: (value) => `${text(value, "destination")} → ${text(value, "nextHopIpAddress") || text(value, "nextHopType")} · ${list(value, "appliesTo").join(", ")}`,
  create: ({ name, destination, nextHopType, nextHopIpAddress, appliesTo }) =>
    filled({ name, destination, nextHopType, nextHopIpAddress, appliesTo }),
};
