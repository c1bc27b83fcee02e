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

/** A connection that is an object, as a line: its network, and its static routes with their next hops. */
function connectionLine(connection: JsonObject): { title: string; detail: string } {
  const routes = objects(connection, "staticRoutes").map((route) =>
    [list(route, "addressPrefixes").join(", "), nextHopOf(route)].filter((part) => part !== "").join(" → "),
  );
  return { title: text(connection, "remoteVirtualNetwork"), detail: routes.join("; ") };
}

function nextHopOf(route: JsonObject): string {
  const named = route["nextHop"];
  if (!isJsonObject(named)) return text(route, "nextHopIpAddress");
  return ["firewall", "appliance", "loadBalancer"].map((kind) => text(named, kind)).join("");
}

/** The networks that a hub is connected to, and whether static routes stand on the connection. */
export function connectedNetworks(value: JsonObject): { network: string; routed: boolean }[] {
  return [
    ...list(value, "connections").map((network) => ({ network, routed: false })),
    ...objects(value, "connections").map((connection) => ({
      network: text(connection, "remoteVirtualNetwork"),
      routed: objects(connection, "staticRoutes").length > 0,
    })),
  ];
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
    // Connections with static routes are objects, which the code changes.
    objects(value, "connections").length > 0
      ? { key: "connections", label: "Connected networks", type: "records", line: connectionLine }
      : CONNECTIONS,
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
