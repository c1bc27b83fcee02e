// A route table: user-defined routes, and whether gateway routes reach its subnets.
import { filled, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "rt-workload", required: true };
const PROPAGATION: Field = {
  key: "disableBgpRoutePropagation",
  label: "Disable gateway route propagation",
  type: "flag",
  default: false,
  help: "Keeps the routes that gateways learn out of its subnets.",
};

export const routeTable: ObjectKind = {
  kind: "routeTable",
  label: "Route table",
  plural: "Route tables",
  collection: "routeTables",
  asks: [NAME, PROPAGATION],
  fields: () => [NAME, PROPAGATION, { key: "location", label: "Location", type: "text", placeholder: "as the design" }],
  create: ({ name, disableBgpRoutePropagation }) => filled({ name, disableBgpRoutePropagation, routes: [] }),
};
