// A NAT gateway: the public addresses with which the machines of its subnets reach the Internet.
import { filled, list, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "nat", required: true },
  { key: "publicIpAddresses", label: "Public IP addresses", type: "several", of: "publicIpAddress" },
];

export const natGateway: ObjectKind = {
  kind: "natGateway",
  label: "NAT gateway",
  plural: "NAT gateways",
  collection: "natGateways",
  asks: FIELDS,
  fields: () => FIELDS,
  detail: (value) => list(value, "publicIpAddresses").join(", "),
  create: ({ name, publicIpAddresses }) => filled({ name, publicIpAddresses }),
};
