// A connected group of Azure Virtual Network Manager: networks that reach each other directly, without peerings. The document has it as a
// list of names.
import { list, type Field, type ObjectKind } from "./kind.ts";

const MEMBERS: Field = {
  key: "",
  label: "Virtual networks",
  type: "several",
  of: "virtualNetwork",
  help: "They reach each other as if each were peered with each.",
  required: true,
};

export const connectedGroup: ObjectKind = {
  kind: "connectedGroup",
  label: "Connected group",
  plural: "Connected groups",
  collection: "networkManager/connectedGroups",
  isList: true,
  asks: [MEMBERS],
  fields: () => [MEMBERS],
  title: (value) => list(value, "").join(", "),
  create: (answers) => list(answers, ""),
};
