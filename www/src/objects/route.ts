// A user-defined route of a route table.
import { filled, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "default", required: true },
  { key: "addressPrefix", label: "Destination", type: "text", placeholder: "0.0.0.0/0", required: true },
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
  create: ({ name, addressPrefix, nextHop, nextHopType, nextHopIpAddress }) =>
    filled({ name, addressPrefix, nextHop, nextHopType, nextHopIpAddress }),
};
