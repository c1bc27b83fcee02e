// A route table: user-defined routes, and whether gateway routes reach its subnets.
import { filled, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "rt-workload", required: true };
const PROPAGATION: Field = {
  key: "disableBgpRoutePropagation",
  label: "Disable gateway route propagation",
  type: "flag",
  default: false,
  help: "Keeps the routes that gateways learn out of its subnets.",
};
const PEERINGS: Field = {
  key: "disablePeeringRoute",
  label: "Routes of peerings",
  type: "choice",
  choices: wordsOf("RouteTable", "disablePeeringRoute"),
  empty: "None (default)",
};

export const routeTable: ObjectKind = {
  kind: "routeTable",
  label: "Route table",
  plural: "Route tables",
  collection: "routeTables",
  asks: [NAME, PROPAGATION],
  fields: () => [NAME, PROPAGATION, PEERINGS, { key: "location", label: "Location", type: "text", placeholder: "as the design" }],
  create: ({ name, disableBgpRoutePropagation }) => filled({ name, disableBgpRoutePropagation, routes: [] }),
};
