// A network virtual appliance: a machine that forwards packets.
import { objects, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "nva", required: true };

function addressesOf(value: JsonObject): string[] {
  return objects(value, "networkInterfaces").flatMap((nic) => text(nic, "privateIpAddress") || []);
}

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
  device: {
    stands: (value) => text(objects(value, "networkInterfaces")[0] ?? {}, "subnet"),
    line: (value) => addressesOf(value)[0] ?? "Appliance",
    isPublic: (value) => objects(value, "networkInterfaces").some((nic) => text(nic, "publicIpAddress") !== ""),
  },
  detail: (value) => addressesOf(value).join(", "),
  create: ({ name, subnet, privateIpAddress }) => ({
    name,
    networkInterfaces: [{ subnet, privateIpAddress, enableIPForwarding: true }],
  }),
};
