// What Azure refuses of virtual network peerings.

import { describe } from "vitest";
import { testRefusals, type Step } from "./cases.js";
import { gateway, network, peering, publicAddress, subnet } from "./http.js";

const net = (name: string, ...prefixes: string[]): Step => [`virtualNetworks/${name}`, network(prefixes)];
const link = (from: string, to: string, more: object = {}): Step => [`virtualNetworks/${from}/virtualNetworkPeerings/to-${to}`, peering(to, more)];
const hub = net("hub", "10.0.0.0/16");
const spoke = net("spoke", "10.1.0.0/16");
const vpnIn = (name: string, prefix: string): Step[] => [
  [`virtualNetworks/${name}/subnets/GatewaySubnet`, subnet(prefix)],
  [`publicIPAddresses/pip-${name}`, publicAddress()],
  [`virtualNetworkGateways/vpn-${name}`, gateway(`virtualNetworks/${name}/subnets/GatewaySubnet`, `pip-${name}`)],
];

describe("peerings", () => {
  testRefusals([
    {
      code: "VnetAddressSpacesOverlap",
      when: "the networks overlap",
      given: [hub, net("clash", "10.2.0.0/16", "10.0.255.0/24"), spoke],
      refused: link("hub", "clash"),
      accepted: link("hub", "spoke"),
    },
    {
      code: "VnetAddressSpacesOverlap",
      when: "a network is peered with itself",
      given: [hub, spoke],
      refused: link("hub", "hub"),
      accepted: link("hub", "spoke"),
    },
    {
      code: "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
      when: "a second spoke has the addresses of the first",
      given: [hub, spoke, net("twin", "10.1.128.0/17"), net("free", "10.2.0.0/16"), link("hub", "spoke")],
      refused: link("hub", "twin"),
      accepted: link("hub", "free"),
    },
    {
      code: "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
      when: "a spoke links to a hub whose other spoke has its addresses",
      given: [hub, spoke, net("twin", "10.1.128.0/17"), link("hub", "spoke")],
      refused: link("twin", "hub"),
      accepted: [["virtualNetworks/hub/virtualNetworkPeerings/to-spoke"], link("twin", "hub")],
    },
    {
      code: "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
      when: "a network grows into its peer",
      given: [hub, spoke, link("hub", "spoke")],
      refused: net("hub", "10.0.0.0/16", "10.1.0.0/24"),
      accepted: net("hub", "10.0.0.0/16", "10.2.0.0/24"),
    },
    {
      code: "AnotherPeeringAlreadyReferencesRemoteVnet",
      when: "a second link goes to the same network",
      given: [hub, spoke, net("other", "10.2.0.0/16"), link("hub", "spoke")],
      refused: ["virtualNetworks/hub/virtualNetworkPeerings/again", peering("spoke")],
      accepted: ["virtualNetworks/hub/virtualNetworkPeerings/again", peering("other")],
    },
    {
      code: "ChangingRemoteVirtualNetworkNotAllowed",
      when: "a link is turned to another network",
      given: [hub, spoke, net("other", "10.2.0.0/16"), link("hub", "spoke")],
      refused: ["virtualNetworks/hub/virtualNetworkPeerings/to-spoke", peering("other")],
      accepted: ["virtualNetworks/hub/virtualNetworkPeerings/to-spoke", peering("spoke", { allowForwardedTraffic: true })],
    },
    {
      code: "RemotePeeringIsDisconnected",
      when: "one side was deleted and is created again",
      given: [hub, spoke, link("hub", "spoke"), link("spoke", "hub"), ["virtualNetworks/spoke/virtualNetworkPeerings/to-hub"]],
      refused: link("spoke", "hub"),
      accepted: [["virtualNetworks/hub/virtualNetworkPeerings/to-spoke"], link("spoke", "hub"), link("hub", "spoke")],
    },
    {
      code: "RemoteVnetHasNoGateways",
      when: "the remote network has no gateway",
      given: [hub, spoke],
      refused: link("spoke", "hub", { useRemoteGateways: true }),
      accepted: [...vpnIn("hub", "10.0.0.0/27"), link("spoke", "hub", { useRemoteGateways: true })],
    },
    {
      code: "BadRequest",
      when: "the remote link does not allow gateway transit",
      given: [hub, spoke, ...vpnIn("hub", "10.0.0.0/27"), link("hub", "spoke")],
      refused: link("spoke", "hub", { useRemoteGateways: true }),
      accepted: [link("hub", "spoke", { allowGatewayTransit: true }), link("spoke", "hub", { useRemoteGateways: true })],
    },
    {
      code: "BadRequest",
      when: "the network has a gateway of its own",
      given: [hub, spoke, ...vpnIn("hub", "10.0.0.0/27"), ...vpnIn("spoke", "10.1.0.0/27")],
      refused: link("spoke", "hub", { useRemoteGateways: true }),
      accepted: link("spoke", "hub"),
    },
    {
      code: "BadRequest",
      when: "two links use remote gateways",
      given: [hub, spoke, net("second", "10.2.0.0/16"), ...vpnIn("hub", "10.0.0.0/27"), ...vpnIn("second", "10.2.0.0/27"), link("spoke", "hub", { useRemoteGateways: true })],
      refused: link("spoke", "second", { useRemoteGateways: true }),
      accepted: [link("spoke", "hub"), link("spoke", "second", { useRemoteGateways: true })],
    },
    {
      code: "InvalidResourceReference",
      when: "the remote network does not exist",
      given: [hub],
      refused: link("hub", "spoke"),
      accepted: [spoke, link("hub", "spoke")],
    },
    {
      code: "VnetAddressSpacesOverlap",
      when: "a subnet peering lists subnets that overlap, in networks that do too",
      given: [
        hub,
        net("clash", "10.0.0.0/16"),
        ["virtualNetworks/hub/subnets/a", subnet("10.0.1.0/24")],
        ["virtualNetworks/clash/subnets/a", subnet("10.0.1.0/25")],
        ["virtualNetworks/clash/subnets/b", subnet("10.0.2.0/24")],
      ],
      refused: link("hub", "clash", { peerCompleteVnets: false, localSubnetNames: ["a"], remoteSubnetNames: ["a"] }),
      accepted: link("hub", "clash", { peerCompleteVnets: false, localSubnetNames: ["a"], remoteSubnetNames: ["b"] }),
    },
    {
      code: "InvalidResourceReference",
      when: "a subnet peering lists a subnet that does not exist",
      given: [hub, spoke, ["virtualNetworks/hub/subnets/a", subnet("10.0.1.0/24")]],
      refused: link("hub", "spoke", { peerCompleteVnets: false, localSubnetNames: ["b"], remoteSubnetNames: [] }),
      accepted: link("hub", "spoke", { peerCompleteVnets: false, localSubnetNames: ["a"], remoteSubnetNames: [] }),
    },
    {
      code: "InvalidRequestFormat",
      when: "the link names no network",
      given: [hub, spoke],
      refused: ["virtualNetworks/hub/virtualNetworkPeerings/p", { properties: { allowForwardedTraffic: true } }],
      accepted: ["virtualNetworks/hub/virtualNetworkPeerings/p", peering("spoke", { allowForwardedTraffic: true })],
    },
  ]);
});
