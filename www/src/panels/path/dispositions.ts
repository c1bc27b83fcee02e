// Every way a packet can end, in a few words.

import type { Disposition } from "../../engine/answers.ts";

export const DISPOSITIONS: Readonly<Record<Disposition, string>> = {
  DeliveredToSubnet: "Delivered to the subnet",
  DeliveredToPrivateEndpoint: "Delivered to the private endpoint",
  DeliveredToAppliance: "Delivered to the appliance itself",
  DeliveredToOnPremises: "Delivered on premises",
  DeliveredToInternet: "Delivered to the Internet",
  DroppedByNoneRoute: "Dropped by a route to None",
  DroppedNoRoute: "Dropped: no route for the address",
  DroppedNotTranslated: "Dropped: nothing translated the sender's address",
  DroppedNoSuchAddress: "Dropped: nothing has the address",
  DroppedPrivateAddressToInternet: "Dropped: a private address is not on the Internet",
  DroppedNextHopUnreachable: "Dropped: the next hop cannot be reached",
  DroppedNextHopNotForwarding: "Dropped: the next hop does not forward",
  DroppedNoGateway: "Dropped: there is no gateway to send it to",
  DroppedGatewayHasNoRoute: "Dropped: the gateway has no route for the address",
  DroppedNotAdvertised: "Dropped: the prefix is not advertised to the site",
  DroppedPeeringAccess: "Dropped: the peering does not allow access",
  DroppedForwardedTraffic: "Dropped: the peering does not allow forwarded traffic",
  DroppedPrivateAddressFromInternet: "Dropped: the Internet cannot reach a private address",
  DroppedNoSession: "Dropped: a stateful device saw only one direction",
  DroppedBySecurityRule: "Dropped by a security rule",
  DroppedAmbiguousSecurityRule: "Not known: a security rule perhaps matches",
  DroppedLoop: "Dropped: it goes round in a loop",
  DroppedAmbiguousGateway: "Dropped: several gateways could be meant",
  UndecidedBeyondAppliance: "Not known: the appliance sends it on over a way of its own",
  DroppedUntranslatedToPrivateEndpoint: "Dropped: a private endpoint wants it translated",
  UndecidedPrivateEndpoint: "Not known: untranslated to a private endpoint",
  UndecidedMachine: "Not known: what the machine forwards",
};
