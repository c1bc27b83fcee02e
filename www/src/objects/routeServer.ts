// An Azure Route Server: it takes routes from appliances over BGP, in RouteServerSubnet.
import { NETWORK } from "./fields.ts";
import { filled, list, objects, text, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "rs-hub", required: true };
const PEER: Field = { key: "appliance", label: "Peers with", type: "reference", of: "appliance" };

export const routeServer: ObjectKind = {
  kind: "routeServer",
  label: "Route Server",
  plural: "Route Servers",
  collection: "routeServers",
  asks: [NAME, NETWORK, PEER],
  fields: () => [
    NAME,
    NETWORK,
    {
      key: "branchToBranch",
      label: "Branch to branch",
      type: "flag",
      default: false,
      help: "Passes routes on between gateways and appliances.",
    },
    {
      key: "hubRoutingPreference",
      label: "Routing preference",
      type: "choice",
      choices: wordsOf("RouteServer", "hubRoutingPreference"),
      empty: "ExpressRoute (default)",
    },
    {
      key: "peers",
      label: "Peers",
      type: "records",
      line: (peer) => ({
        title: text(peer, "appliance"),
        detail: objects(peer, "advertises")
          .flatMap((route) => list(route, "addressPrefix"))
          .join(", "),
      }),
    },
  ],
  device: {
    stands: (value) => `${text(value, "virtualNetwork")}/RouteServerSubnet`,
    line: () => "Route Server",
  },
  create: ({ name, virtualNetwork, appliance }) =>
    filled({ name, virtualNetwork, peers: appliance === undefined ? undefined : [{ appliance, advertises: [] }] }),
};
