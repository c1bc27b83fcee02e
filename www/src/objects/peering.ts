// A peering: both links at once (`between`), or one link (`from`, `to`), which alone stays Initiated.
import { filled, list, text, type Field, type ObjectKind } from "./kind.ts";

const FROM: Field = { key: "from", label: "From", type: "reference", of: "virtualNetwork", required: true };
const TO: Field = { key: "to", label: "To", type: "reference", of: "virtualNetwork", required: true };
const ACCESS: Field = {
  key: "allowVirtualNetworkAccess",
  label: "Allow access",
  type: "flag",
  default: true,
  help: "Off, neither network's routes to the other carry traffic.",
};
const FORWARDED: Field = {
  key: "allowForwardedTraffic",
  label: "Allow forwarded traffic",
  type: "flag",
  default: false,
  help: "Lets in what a firewall or appliance of the peer forwards.",
};
const SUBNETS: readonly Field[] = [
  {
    key: "localSubnets",
    label: "Local subnets",
    type: "list",
    help: "With remote ones, peers subnets instead of networks.",
  },
  { key: "remoteSubnets", label: "Remote subnets", type: "list" },
];

function transit(value: ObjectValue): Field {
  return {
    key: "gatewayTransit",
    label: "Gateway transit through",
    type: "choice",
    choices: list(value, "between"),
    help: "The network whose gateway both use.",
  };
}

type ObjectValue = Readonly<Record<string, unknown>>;

export const peering: ObjectKind = {
  kind: "peering",
  label: "Peering",
  plural: "Peerings",
  collection: "peerings",
  asks: [FROM, TO, FORWARDED],
  fields: (value) =>
    value["between"] === undefined
      ? [
          FROM,
          TO,
          ACCESS,
          FORWARDED,
          { key: "allowGatewayTransit", label: "Allow gateway transit", type: "flag", default: false },
          { key: "useRemoteGateways", label: "Use remote gateways", type: "flag", default: false },
          ...SUBNETS,
        ]
      : [ACCESS, FORWARDED, transit(value), ...SUBNETS],
  title: (value) =>
    value["between"] === undefined
      ? `${text(value, "from") || "?"} → ${text(value, "to") || "?"}`
      : list(value, "between").join(" ↔ "),
  create: ({ from, to, allowForwardedTraffic }) => filled({ between: [from, to], allowForwardedTraffic }),
};
