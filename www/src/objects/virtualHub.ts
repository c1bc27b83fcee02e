// A virtual hub of a Virtual WAN: a network that Azure runs, with a router that joins what is connected to it.
import { filled, isJsonObject, list, objects, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "hub-eu", required: true };
const PREFIX: Field = {
  key: "addressPrefix",
  label: "Address prefix",
  type: "text",
  placeholder: "10.100.0.0/23",
  help: "The hub's own addresses, /23 or larger.",
  required: true,
};
const CONNECTIONS: Field = { key: "connections", label: "Connected networks", type: "several", of: "virtualNetwork" };
const FIREWALL: Field = {
  key: "firewall",
  label: "Firewall",
  type: "reference",
  of: "firewall",
  help: "One without a virtual network of its own.",
};

/** What goes through the firewall, as the drawing says it. */
function policies(value: JsonObject): string[] {
  const intent = value["routingIntent"];
  return isJsonObject(intent) ? ["private", "internet"].filter((policy) => text(intent, policy) !== "") : [];
}

function learnedLine(entry: JsonObject): { title: string; detail: string } {
  return { title: text(entry, "addressPrefix"), detail: text(entry, "nextHop") };
}

export const virtualHub: ObjectKind = {
  kind: "virtualHub",
  label: "Virtual hub",
  plural: "Virtual hubs",
  collection: "virtualHubs",
  asks: [NAME, PREFIX, CONNECTIONS],
  fields: (value) => [
    NAME,
    PREFIX,
    CONNECTIONS,
    FIREWALL,
    // Learned prefixes with next hops are objects, which the code changes.
    objects(value, "learns").length > 0
      ? { key: "learns", label: "Learns from branches", type: "records", line: learnedLine }
      : { key: "learns", label: "Learns from branches", type: "list", placeholder: "192.168.0.0/16" },
    {
      key: "bgpPeers",
      label: "BGP peers",
      type: "records",
      line: (peer) => ({
        title: text(peer, "appliance"),
        detail: objects(peer, "advertises")
          .flatMap((route) => list(route, "addressPrefix"))
          .join(", "),
      }),
    },
    {
      key: "hubRoutingPreference",
      label: "Routing preference",
      type: "choice",
      choices: wordsOf("VirtualHub", "hubRoutingPreference"),
      empty: "ExpressRoute (default)",
    },
    { key: "routerAddress", label: "Router address", type: "text", placeholder: "10.100.0.68" },
  ],
  detail: (value) =>
    [text(value, "addressPrefix"), ...policies(value).map((policy) => `${policy} inspected`)].join(", "),
  create: ({ name, addressPrefix, connections }) => filled({ name, addressPrefix, connections }),
};
