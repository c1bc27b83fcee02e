// Every kind of object, in the order in which the outline lists them.
import { appliance } from "./appliance.ts";
import { applicationSecurityGroup } from "./applicationSecurityGroup.ts";
import { connectedGroup } from "./connectedGroup.ts";
import { firewall } from "./firewall.ts";
import { gateway } from "./gateway.ts";
import { intent } from "./intent.ts";
import type { Kind, ObjectKind } from "./kind.ts";
import { loadBalancer } from "./loadBalancer.ts";
import { natGateway } from "./natGateway.ts";
import { networkInterface } from "./networkInterface.ts";
import { networkSecurityGroup } from "./networkSecurityGroup.ts";
import { peering } from "./peering.ts";
import { privateEndpoint } from "./privateEndpoint.ts";
import { publicIpAddress } from "./publicIpAddress.ts";
import { route } from "./route.ts";
import { routeServer } from "./routeServer.ts";
import { routeTable } from "./routeTable.ts";
import { routingRule } from "./routingRule.ts";
import { securityAdminRule } from "./securityAdminRule.ts";
import { site } from "./site.ts";
import { subnet } from "./subnet.ts";
import { virtualHub } from "./virtualHub.ts";
import { virtualNetwork } from "./virtualNetwork.ts";
import { hasTopMember } from "./words.ts";

/** Kinds that belong together, in the order in which menus show them. */
export const KIND_GROUPS: readonly (readonly ObjectKind[])[] = [
  [virtualNetwork, subnet, peering, connectedGroup],
  [routeTable, route, routingRule],
  [firewall, gateway, appliance, loadBalancer, routeServer, virtualHub, natGateway],
  [networkInterface, privateEndpoint, publicIpAddress],
  [networkSecurityGroup, applicationSecurityGroup, securityAdminRule],
  [site, intent],
];

export const KINDS = Object.fromEntries(KIND_GROUPS.flat().map((kind) => [kind.kind, kind])) as Readonly<
  Record<Kind, ObjectKind>
>;

export const TOP_KINDS: readonly ObjectKind[] = Object.values(KINDS).filter((kind) => kind.parent === undefined);

/** What can be added: the kinds that the language has. */
export const OFFERED_KINDS: readonly ObjectKind[] = Object.values(KINDS).filter(
  ({ parent, collection }) => parent !== undefined || hasTopMember(collection.split("/")[0] ?? ""),
);

export function childrenOf(kind: Kind): ObjectKind | undefined {
  return Object.values(KINDS).find((candidate) => candidate.parent === kind);
}
