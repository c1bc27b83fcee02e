// A public address of the design; Azure chooses it when it is left open.
import { filled, text, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "pip-fw", required: true },
  { key: "ipAddress", label: "Address", type: "text", placeholder: "not known yet" },
];

export const publicIpAddress: ObjectKind = {
  kind: "publicIpAddress",
  label: "Public IP address",
  plural: "Public IP addresses",
  collection: "publicIpAddresses",
  asks: FIELDS,
  fields: () => FIELDS,
  detail: (value) => text(value, "ipAddress"),
  create: ({ name, ipAddress }) => filled({ name, ipAddress }),
};
