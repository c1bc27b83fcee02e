// A site on premises, reached through a gateway.
import { filled, list, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "dc1", required: true },
  {
    key: "addressPrefixes",
    label: "Address prefixes",
    type: "list",
    placeholder: "192.168.0.0/16",
    help: "One prefix a line.",
    required: true,
  },
];

export const site: ObjectKind = {
  kind: "site",
  label: "On-premises site",
  plural: "On-premises sites",
  collection: "onPremises",
  asks: FIELDS,
  fields: () => FIELDS,
  detail: (value) => list(value, "addressPrefixes").join(", "),
  create: ({ name, addressPrefixes }) => filled({ name, addressPrefixes }),
};
