// A user-defined route of a route table.
import { filled, text, type Field, type ObjectKind } from "./kind.ts";
import { nextHopText } from "./nextHop.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "default", required: true },
  { key: "addressPrefix", label: "Destination", type: "text", placeholder: "0.0.0.0/0", tags: true, help: "A prefix, or a service tag.", required: true },
  { key: "nextHop", label: "Next hop", type: "nextHop", required: true },
];

export const route: ObjectKind = {
  kind: "route",
  label: "Route",
  plural: "Routes",
  collection: "routes",
  parent: "routeTable",
  asks: FIELDS,
  fields: () => FIELDS,
  detail: (value) => `${text(value, "addressPrefix")} → ${nextHopText(value)}`,
  create: ({ name, addressPrefix, nextHop, nextHopType, nextHopIpAddress }) =>
    filled({ name, addressPrefix, nextHop, nextHopType, nextHopIpAddress }),
};
