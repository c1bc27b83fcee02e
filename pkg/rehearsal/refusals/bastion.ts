// The security rules without which Azure refuses a group on AzureBastionSubnet.

import { refuse } from "../errors.js";
import { asText, sameText, textsOf, type JsonObject } from "../json.js";
import type { Resource, Store } from "../store.js";

/** azure-docs, articles/bastion/bastion-nsg.md: the control plane and the sessions. */
const REQUIRED = [
  { direction: "Inbound", peer: "Internet", port: 443 },
  { direction: "Inbound", peer: "GatewayManager", port: 443 },
  { direction: "Outbound", peer: "VirtualNetwork", port: 22 },
  { direction: "Outbound", peer: "VirtualNetwork", port: 3389 },
  { direction: "Outbound", peer: "AzureCloud", port: 443 },
];

/** Refuses a group that lacks one of them (routing.md 15 row 7). Only the group's own rules count. */
export function checkBastionRules(store: Store, group: Resource): void {
  const rules = store.children(group.id, "Microsoft.Network/networkSecurityGroups/securityRules").map((rule) => rule.properties);
  const missing = REQUIRED.find((need) => !rules.some((rule) => allows(rule, need)));
  if (missing) {
    refuse(
      "NetworkSecurityGroupNotCompliantForAzureBastionSubnet",
      `Network security group ${group.name} does not have necessary rules for Azure Bastion subnet AzureBastionSubnet: ${missing.direction} ${missing.peer} port ${missing.port}.`,
    );
  }
}

function allows(rule: JsonObject, need: (typeof REQUIRED)[number]): boolean {
  const side = need.direction === "Inbound" ? "source" : "destination";
  const peers = [asText(rule[`${side}AddressPrefix`]), ...textsOf(rule[`${side}AddressPrefixes`])];
  const ports = [asText(rule["destinationPortRange"]), ...textsOf(rule["destinationPortRanges"])];
  return (
    rule["access"] === "Allow" &&
    rule["direction"] === need.direction &&
    peers.some((peer) => peer === "*" || sameText(peer, need.peer)) &&
    ports.some((range) => range !== undefined && covers(range, need.port))
  );
}

function covers(range: string, port: number): boolean {
  if (range === "*") return true;
  const [low, high = low] = range.split("-");
  return Number(low) <= port && port <= Number(high);
}
