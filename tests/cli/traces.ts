// A trace written by hand: delivered to a site, and the reply lost at a firewall that saw no request.

import type { Trace } from "../../pkg/cli/engine.js";

const REQUEST = { source: "10.20.1.4", destination: "192.168.0.4", protocol: "Tcp", destinationPort: 443 } as const;
export const TRACE: Trace = {
  forward: {
    packet: REQUEST,
    hops: [
      { at: "vnet-training/gpu", kind: "Subnet", because: "`onprem` of `rt-training` sends 192.168.0.0/16 to the gateway" },
      { at: "vpn", kind: "Gateway", because: "the site `dc1` has 192.168.0.0/16" },
      { at: "dc1", kind: "OnPremises", because: "the packet arrives" },
    ],
    disposition: "DeliveredToOnPremises",
    delivered: true,
    passes: ["vpn"],
  },
  reply: {
    packet: { source: "192.168.0.4", destination: "10.20.1.4", protocol: "Tcp" },
    hops: [
      { at: "dc1", kind: "OnPremises", because: "the site sends 10.20.0.0/16 into its tunnel" },
      { at: "fw-hub", kind: "Firewall", because: "the firewall has no session for this reply" },
    ],
    disposition: "DroppedNoSession",
    delivered: false,
    passes: ["vpn", "fw-hub"],
    egressAs: "fw-hub",
  },
  answered: false,
  symmetric: false,
};
