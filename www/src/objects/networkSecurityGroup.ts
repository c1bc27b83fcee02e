// A network security group; its rules are written in the code.
import { filled, list, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "nsg-workload", required: true };

function ruleLine(rule: JsonObject): { title: string; detail: string } {
  const all = (...keys: string[]): string => keys.flatMap((key) => list(rule, key)).join(", ") || "*";
  const from = all("sourceAddressPrefix", "sourceAddressPrefixes", "sourceApplicationSecurityGroups");
  const to = all(
    "destinationAddressPrefix",
    "destinationAddressPrefixes",
    "destinationApplicationSecurityGroups",
  );
  const ports = all("destinationPortRange", "destinationPortRanges");
  return {
    title: text(rule, "name"),
    detail: `${String(rule["priority"] ?? "")} ${text(rule, "access")} ${text(rule, "direction")}: ${from} → ${to}, ports ${ports}`,
  };
}

export const networkSecurityGroup: ObjectKind = {
  kind: "networkSecurityGroup",
  label: "Network security group",
  plural: "Network security groups",
  collection: "networkSecurityGroups",
  asks: [NAME],
  fields: () => [NAME, { key: "securityRules", label: "Security rules", type: "records", line: ruleLine }],
  create: ({ name }) => filled({ name }),
};
