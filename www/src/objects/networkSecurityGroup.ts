// A network security group; its rules are written in the code.
import { filled, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "nsg-workload", required: true };

export const networkSecurityGroup: ObjectKind = {
  kind: "networkSecurityGroup",
  label: "Network security group",
  plural: "Network security groups",
  collection: "networkSecurityGroups",
  asks: [NAME],
  fields: () => [NAME, { key: "securityRules", label: "Security rules", type: "json" }],
  create: ({ name }) => filled({ name }),
};
