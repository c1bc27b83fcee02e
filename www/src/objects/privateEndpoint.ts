// A private endpoint: a service's own address inside a subnet.
import { filled, text, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text", placeholder: "pe-blob", required: true },
  { key: "subnet", label: "Subnet", type: "reference", of: "subnet", required: true },
  { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "10.20.2.4" },
  { key: "service", label: "Service", type: "text", placeholder: "Microsoft.Storage/storageAccounts" },
  { key: "groupId", label: "Group", type: "text", placeholder: "blob" },
];

export const privateEndpoint: ObjectKind = {
  kind: "privateEndpoint",
  label: "Private endpoint",
  plural: "Private endpoints",
  collection: "privateEndpoints",
  asks: FIELDS,
  fields: () => FIELDS,
  device: {
    stands: (value) => text(value, "subnet"),
    line: (value) => text(value, "privateIpAddress") || text(value, "groupId") || "Private endpoint",
  },
  detail: (value) => text(value, "privateIpAddress"),
  create: ({ name, subnet, privateIpAddress, service, groupId }) =>
    filled({ name, subnet, privateIpAddress, service, groupId }),
};
