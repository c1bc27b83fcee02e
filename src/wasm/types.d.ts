/**
 * What Routewright answers, as JavaScript sees it. The Rust types that are encoded
 * into these shapes live in `src/`; `tests/contract` encodes samples of every shape
 * and compiles them against this file, so the two cannot drift apart.
 *
 * The shape of the *input* (`Design`) is generated from the Rust types into
 * `design.d.ts` and `design.schema.json`.
 */

/** How bad a finding is: `error` means Azure refuses it or traffic fails. */
export type Severity = "error" | "warning" | "info";

/** One problem in the design, located. */
export interface Diagnostic {
  /** Stable kebab-case code; `routewright explain CODE` tells more. */
  code: string;
  severity: Severity;
  message: string;
  /** JSON pointer (RFC 6901) into the design document; `""` is the whole document. */
  path: string;
  /** JSON pointers of other places that take part. */
  related: string[];
  /** What to change. */
  hint?: string;
  /** A change that removes the finding, as a JSON Patch (RFC 6902). */
  fix?: JsonPatchOperation[];
  /** The error code with which Azure Resource Manager would refuse this. */
  armErrorCode?: string;
  /** Why the design says that this is meant: only of suppressed findings. */
  suppressed?: string;
  /** Byte offset into the document, where it is not even JSON. */
  offset?: number;
}

export interface JsonPatchOperation {
  op: "add" | "remove" | "replace";
  path: string;
  value?: unknown;
}

export type RouteSource = "Default" | "VirtualNetworkGateway" | "User";
export type RouteState = "Active" | "Invalid";
export type EffectiveNextHopType =
  | "VnetLocal"
  | "VNetPeering"
  | "VNetGlobalPeering"
  | "VirtualNetworkGateway"
  | "Internet"
  | "VirtualAppliance"
  | "InterfaceEndpoint"
  | "VirtualNetworkServiceEndpoint"
  | "ConnectedGroup"
  | "Unknown"
  | "None";

/** One row of `az network nic show-effective-route-table`. `Unknown`: it depends on the addresses of a service tag that were not told. */
export interface EffectiveRoute {
  source: RouteSource;
  state: RouteState;
  addressPrefix: string;
  nextHopType: EffectiveNextHopType;
  nextHopIpAddress: string[];
  /** Name of the user-defined route. */
  name?: string;
  /** Route table of the user-defined route. */
  routeTable?: string;
  /** The next hop as the design names it: `fw-hub`, a peered virtual network, a gateway. */
  nextHopName?: string;
  /** For an Invalid row: the winner, and the rule that made it win. */
  beatenBy?: string;
  because?: string;
}

/** A route that Azure does not program, and so does not list. */
export interface FilteredRoute {
  source: RouteSource;
  addressPrefix: string;
  nextHopType: EffectiveNextHopType;
  nextHopName?: string;
  because: string;
}

export interface SubnetRoutes {
  subnet: string;
  routeTable?: string;
  /** Longest prefix last within a source, as Azure lists them: default, gateway, user. */
  routes: EffectiveRoute[];
  filtered: FilteredRoute[];
}

/** One packet. Ports are absent for protocols that have none. */
export interface Packet {
  source: string;
  /** An address, or the name of a public IP address whose address the design does not state. */
  destination: string;
  /** `Other`: one that is none of these, and has no ports. */
  protocol: Protocol | "Other";
  destinationPort?: number;
}

export type Protocol = "Any" | "Tcp" | "Udp" | "Icmp";

/**
 * An end of a trace, in the forms of an intent's: `"vnet/subnet"`, an address, `"Internet"`, ..., or an object that says of
 * which kind the name is. A string may also be such a name alone.
 *
 * A trace is about one packet: of a list it takes the first end from which one can be sent, or which has an address to go to.
 */
export type TracedEnd = string | NamedEnd | (string | NamedEnd)[];

/** Exactly one of these. */
export interface NamedEnd {
  firewall?: string;
  appliance?: string;
  privateEndpoint?: string;
  networkInterface?: string;
  loadBalancer?: string;
}

/** A question for `trace`. What is wrong with it is thrown, as `diagnostics` whose `path` is a JSON pointer into the question. */
export interface TraceQuery {
  from: TracedEnd;
  to: TracedEnd;
  protocol?: Protocol;
  port?: number;
  /** Where nothing is said, IPv4 if both ends have addresses of it. */
  ipVersion?: IpVersion;
}

/** A family of addresses, as ARM names them. */
export type IpVersion = "IPv4" | "IPv6";

/** Every way a packet can end; `docs/dispositions.md` has the exact conditions. */
export type Disposition =
  | "DeliveredToSubnet"
  | "DeliveredToPrivateEndpoint"
  | "DeliveredToAppliance"
  | "DeliveredToOnPremises"
  | "DeliveredToInternet"
  | "DeliveredToService"
  | "DeliveredToPlatform"
  | "DroppedByNoneRoute"
  | "DroppedNoRoute"
  | "DroppedNoSuchAddress"
  | "DroppedPrivateAddressToInternet"
  | "DroppedNextHopUnreachable"
  | "DroppedNextHopNotForwarding"
  | "DroppedNoGateway"
  | "DroppedGatewayHasNoRoute"
  | "DroppedHubHasNoRoute"
  | "DroppedNotAdvertised"
  | "DroppedPeeringAccess"
  | "DroppedSubnetNotPeered"
  | "DroppedForwardedTraffic"
  | "DroppedPrivateAddressFromInternet"
  | "DroppedNotTranslated"
  | "DroppedUnsolicited"
  | "DroppedNoEgress"
  | "DroppedProtocolNotTranslated"
  | "UndecidedEgress"
  | "DroppedNoSession"
  | "DroppedBySecurityRule"
  | "UndecidedSecurityRule"
  | "DroppedLoop"
  | "UndecidedGateway"
  | "UndecidedServiceTag"
  | "UndecidedBeyondAppliance"
  | "DroppedUntranslatedToPrivateEndpoint"
  | "UndecidedOwnPublicAddress"
  | "UndecidedPrivateEndpoint"
  | "DroppedNoBackend"
  | "DroppedNoLoadBalancingRule"
  | "DroppedBalancedToSender"
  | "UndecidedLoadBalancer"
  | "DroppedByFirewallRule"
  | "UndecidedFirewallRule"
  | "UndecidedMachine"
  | "UndecidedConnectedGroup"
  | "UndecidedHub";

/** One stop of a packet: where it is, which route decided, and why, in a sentence. */
export interface Hop {
  /** `vnet/subnet`, or the name of a firewall, appliance, gateway or site, or `Internet`. */
  at: string;
  kind: "Subnet" | "Firewall" | "Appliance" | "LoadBalancer" | "Gateway" | "VirtualHub" | "OnPremises" | "Internet" | "PrivateEndpoint" | "Service";
  route?: EffectiveRoute;
  /** What the network security groups said of the packet here; absent where none was asked. */
  securityRules?: SecurityDecision[];
  because: string;
}

/** The security rule that decides: one of the group's own, one of Azure's default rules, or a security admin rule, whose group is `networkManager`. */
export interface SecurityDecision {
  group: string;
  rule: string;
  direction: "Inbound" | "Outbound";
  /** `Unknown`: the design does not say whether the rule matches, and another rule would decide otherwise. */
  access: "Allow" | "AlwaysAllow" | "Deny" | "Unknown";
}

export interface Walk {
  packet: Packet;
  hops: Hop[];
  disposition: Disposition;
  delivered: boolean;
  /** Firewalls, appliances and gateways passed, in order. */
  passes: string[];
  /** What the receiver sees instead of the sender: the name of a NAT gateway, public IP address, firewall or appliance, or `default outbound access`. */
  egressAs?: string;
}

export interface Trace {
  forward: Walk;
  reply: Walk | null;
  /** The reply reached the sender through the same stateful instances. */
  answered: boolean;
  /** Both directions pass the same stateful instances. */
  symmetric: boolean;
}

export type VerdictResult = "holds" | "violated" | "undecided";

/** One per intent and expectation. */
export interface Verdict {
  intent: string;
  /** `delivered: true`, `through: fw-hub`, `avoid: Internet`, `symmetric: true`, ... */
  expectation: string;
  result: VerdictResult;
  severity: Severity;
  /** JSON pointer of the intent. */
  path: string;
  because: string;
  /** A packet of the class that breaks the expectation, with its walk. */
  witness?: { packet: Packet; trace: Trace };
}

/** A reference from one resource to another, as data; a host turns it into the resource id. */
export interface ResourceReference {
  $ref: string;
  /** The path of a part inside the resource, such as `probes/probe`. */
  child?: string;
}

/** One write to Azure Resource Manager. */
export interface ResourceDefinition {
  /** Stable identity inside the design: `virtualNetworks/vnet-hub/subnets/gpu`. */
  key: string;
  /** `Microsoft.Network/virtualNetworks/subnets` */
  type: string;
  apiVersion: string;
  /** ARM name segments, parents first: `["vnet-hub", "gpu"]`. */
  name: string[];
  scope: { subscription?: string; resourceGroup: string };
  /** The ARM request body: `location`, `tags`, `sku`, `properties`. May hold `{ id: { $ref: KEY } }`. */
  body: Record<string, unknown>;
  /** Keys of definitions that must be complete before this write. */
  dependsOn: string[];
  /** Keys of the resources that Azure locks during this write. */
  locks: string[];
  /** JSON pointer of the object of the design that this comes from. */
  path: string;
}

/** A resource that is part of the network and owned by someone else: never written. */
export interface ExistingResource {
  key: string;
  type: string;
  name: string[];
  scope: { subscription?: string; resourceGroup: string };
  id?: string;
  path: string;
}

/** An object of the design for which no resource is written, and why. */
export interface NotEmitted {
  path: string;
  name: string;
  because: string;
}

export interface Emission {
  resources: ResourceDefinition[];
  existing: ExistingResource[];
  notEmitted: NotEmitted[];
}

/** Totals, for a status line. */
export interface Summary {
  name: string;
  errors: number;
  warnings: number;
  infos: number;
  /** Findings that the design's options take back; not among the errors, warnings and infos. */
  suppressed: number;
  holds: number;
  violated: number;
  undecided: number;
  subnets: string[];
}
