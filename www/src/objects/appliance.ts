// A network virtual appliance: a machine that forwards packets.
import { text, type Field, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "nva", required: true };

export const appliance: ObjectKind = {
  kind: "appliance",
  label: "Network virtual appliance",
  plural: "Network virtual appliances",
  collection: "appliances",
  asks: [
    NAME,
    { key: "subnet", label: "Subnet", type: "reference", of: "subnet", required: true },
    { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "10.0.2.4", required: true },
  ],
  fields: () => [
    NAME,
    {
      key: "networkInterfaces",
      label: "Network interfaces",
      type: "records",
      line: (entry) => ({ title: text(entry, "subnet"), detail: text(entry, "privateIpAddress") }),
    },
    { key: "stateful", label: "Stateful", type: "flag", default: true },
    { key: "snat", label: "Source translation", type: "choice", choices: ["Public", "Always", "Never"] },
  ],
  create: ({ name, subnet, privateIpAddress }) => ({
    name,
    networkInterfaces: [{ subnet, privateIpAddress, enableIPForwarding: true }],
  }),
};
