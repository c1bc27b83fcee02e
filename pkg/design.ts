// The shape of a design document. Generated from design.schema.json by `npm run build`: do not edit.

/**
 * A design: what an Azure network should be, and what its traffic must do.
 */
export interface Design {
  /**
   * Where the JSON Schema of this document is.
   */
  $schema?: string;
  /**
   * API version of the resource definitions.
   */
  apiVersion?: string;
  /**
   * Network virtual appliances.
   */
  appliances?: Appliance[];
  /**
   * Application security groups.
   */
  applicationSecurityGroups?: ApplicationSecurityGroup[];
  /**
   * Azure Firewalls.
   */
  firewalls?: Firewall[];
  /**
   * What traffic must and must not do.
   */
  intents?: Intent[];
  /**
   * Internal load balancers in front of appliances.
   */
  loadBalancers?: LoadBalancer[];
  /**
   * Azure region of everything that does not say its own.
   */
  location?: string;
  /**
   * Name of the design.
   */
  name?: string;
  /**
   * NAT gateways.
   */
  natGateways?: NatGateway[];
  /**
   * Network interfaces of machines.
   */
  networkInterfaces?: NetworkInterface[];
  /**
   * What Azure Virtual Network Manager sets for several virtual networks at once.
   */
  networkManager?: NetworkManager;
  /**
   * Network security groups.
   */
  networkSecurityGroups?: NetworkSecurityGroup[];
  /**
   * Sites outside Azure.
   */
  onPremises?: OnPremises[];
  /**
   * How strictly the design is judged, and what is taken to be true where sources disagree.
   */
  options?: Options;
  /**
   * Peerings of virtual networks.
   */
  peerings?: Peering[];
  /**
   * Private endpoints.
   */
  privateEndpoints?: PrivateEndpoint[];
  /**
   * Public IP addresses.
   */
  publicIpAddresses?: PublicIpAddress[];
  /**
   * Resource group of everything that does not say its own.
   */
  resourceGroup?: string;
  /**
   * Azure Route Servers.
   */
  routeServers?: RouteServer[];
  /**
   * Route tables.
   */
  routeTables?: RouteTable[];
  /**
   * Tags of everything that does not say its own.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * Virtual hubs of one Virtual WAN.
   */
  virtualHubs?: VirtualHub[];
  /**
   * VPN and ExpressRoute gateways.
   */
  virtualNetworkGateways?: VirtualNetworkGateway[];
  /**
   * Virtual networks.
   */
  virtualNetworks?: VirtualNetwork[];
}
/**
 * A network virtual appliance: a machine that forwards.
 */
export interface Appliance {
  /**
   * Name of the appliance.
   */
  name: string;
  /**
   * Its network interfaces.
   *
   * @minItems 1
   */
  networkInterfaces: ApplianceInterface[];
  /**
   * Which destinations see the appliance's address instead of the sender's.
   */
  snat?: "Public" | "Always" | "Never";
  /**
   * Whether it drops replies of connections that it did not see.
   */
  stateful?: boolean;
}
/**
 * A network interface of an appliance.
 */
export interface ApplianceInterface {
  /**
   * Whether Azure lets it forward packets that are not for itself.
   */
  enableIPForwarding?: boolean;
  /**
   * Name of the interface.
   */
  name?: string;
  /**
   * Its private address.
   */
  privateIpAddress: string;
  /**
   * Its private IPv6 address, beside the other one.
   */
  privateIpv6Address?: string;
  /**
   * Its public IP address by name.
   */
  publicIpAddress?: string;
  /**
   * The public IP address of its IPv6 address by name.
   */
  publicIpv6Address?: string;
  /**
   * The subnet it stands in, as `vnet/subnet`.
   */
  subnet: string;
}
/**
 * An application security group: network interfaces that security rules name together.
 */
export interface ApplicationSecurityGroup {
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * An Azure Firewall.
 */
export interface Firewall {
  /**
   * What it lets pass by name where no network rule matches. Which addresses are meant is not known: what depends on it is undecided.
   */
  applicationRules?: ApplicationRule[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Whether it has a management interface, so that its own traffic may be tunnelled.
   */
  managementSubnet?: boolean;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * What it lets in from the Internet, and where to. Nothing else comes in.
   */
  natRules?: NatRule[];
  /**
   * What it lets pass; everything that it is given where there are neither these rules nor application rules, else only what a rule allows.
   */
  networkRules?: FirewallRule[];
  /**
   * Its private address; the first usable one of AzureFirewallSubnet by default.
   */
  privateIpAddress?: string;
  /**
   * Public IP addresses by name.
   */
  publicIpAddresses?: string[];
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Which destinations see the firewall's address instead of the sender's.
   */
  snat?: "Public" | "Always" | "Never";
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * The network whose AzureFirewallSubnet it stands in; absent for the firewall of a virtual hub, which the hub names.
   */
  virtualNetwork?: string;
}
/**
 * An application rule of a firewall: it allows or denies names, of which a design does not know the addresses.
 */
export interface ApplicationRule {
  /**
   * Allow or Deny.
   */
  action: "Allow" | "Deny";
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * The TCP ports, one by one; 80 and 443 by default.
   */
  ports?: number[];
  /**
   * From 100 to 65000.
   */
  priority: number;
  /**
   * Prefixes, addresses or `*`.
   */
  sources: string[];
  /**
   * The names, such as `*.example.com`.
   */
  targetFqdns: string[];
}
/**
 * A rule of a firewall that lets packets in from the Internet, and puts a private address and port in the place of its public ones.
 */
export interface NatRule {
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * The ports that the packets are for.
   */
  ports: string[];
  /**
   * From 100 to 65000; the lowest number that matches decides.
   */
  priority: number;
  /**
   * The protocols.
   */
  protocols: ("Tcp" | "Udp")[];
  /**
   * The public IP address of the firewall that the packets are for, by name.
   */
  publicIpAddress: string;
  /**
   * Prefixes, addresses or `*`.
   */
  sources: string[];
  /**
   * The address that they are sent on to.
   */
  translatedAddress: string;
  /**
   * The port that they are sent on to, from 1 to 65535.
   */
  translatedPort: number;
}
/**
 * A network rule of a firewall.
 */
export interface FirewallRule {
  /**
   * Allow or Deny.
   */
  action: "Allow" | "Deny";
  /**
   * Prefixes, addresses, service tags or `*`.
   */
  destinations: string[];
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * Ports, ranges of ports or `*`.
   */
  ports: string[];
  /**
   * From 100 to 65000; the lowest number that matches decides, and rules of one number do the same.
   */
  priority: number;
  /**
   * The protocols.
   */
  protocols: ("Any" | "Tcp" | "Udp" | "Icmp")[];
  /**
   * Prefixes, addresses or `*`.
   */
  sources: string[];
}
/**
 * A statement about every packet of a class.
 */
export interface Intent {
  /**
   * Whether the replies come back through the same stateful instances.
   */
  answered?: boolean;
  /**
   * No packet passes this firewall, appliance or gateway, or leaves to the `Internet`.
   */
  avoid?: string;
  /**
   * Whether `through` and `avoid` speak of the replies too.
   */
  bothWays?: boolean;
  /**
   * Whether the packets arrive.
   */
  delivered?: boolean;
  /**
   * Destinations that the intent does not speak of.
   */
  except?: string | NamedEndpoint | (string | NamedEndpoint)[];
  /**
   * Where the packets come from.
   */
  from: string | NamedEndpoint | (string | NamedEndpoint)[];
  /**
   * Name of the intent.
   */
  name: string;
  /**
   * The destination ports; any by default.
   */
  ports?: number[];
  /**
   * The protocol; any by default.
   */
  protocol?: "Any" | "Tcp" | "Udp" | "Icmp";
  /**
   * How bad it is when the intent does not hold.
   */
  severity?: "error" | "warning" | "info";
  /**
   * Whether both directions pass the same stateful instances.
   */
  symmetric?: boolean;
  /**
   * Every delivered packet passes this firewall, appliance or gateway.
   */
  through?: string;
  /**
   * Where the packets go.
   */
  to: string | NamedEndpoint | (string | NamedEndpoint)[];
}
/**
 * An end named by what it is; exactly one member.
 */
export interface NamedEndpoint {
  /**
   * Name of a network virtual appliance.
   */
  appliance?: string;
  /**
   * Name of an Azure Firewall.
   */
  firewall?: string;
  /**
   * Name of a load balancer.
   */
  loadBalancer?: string;
  /**
   * Name of a network interface of a machine.
   */
  networkInterface?: string;
  /**
   * Name of a private endpoint.
   */
  privateEndpoint?: string;
}
/**
 * An internal load balancer whose backends are appliances.
 */
export interface LoadBalancer {
  /**
   * Names of appliances, any of which may get a connection.
   */
  backends: string[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Whether it carries every protocol and port.
   */
  haPorts?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * What it carries without `haPorts`. Where both are absent, a design does not say what it carries, so that nothing is decided about it.
   */
  loadBalancingRules?: LoadBalancingRule[];
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * The private address of its frontend.
   */
  privateIpAddress: string;
  /**
   * The private IPv6 address of a second frontend beside it.
   */
  privateIpv6Address?: string;
  /**
   * How it finds out whether a backend works; without it, it takes every backend for a working one.
   */
  probe?: Probe;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The subnet its frontend stands in, as `vnet/subnet`.
   */
  subnet: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A protocol and port that a load balancer carries.
 */
export interface LoadBalancingRule {
  /**
   * The port of the backends, from 1 to 65535; that of the frontend by default.
   */
  backendPort?: number;
  /**
   * The port of its frontend, from 1 to 65534.
   */
  frontendPort: number;
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * Tcp or Udp; every protocol is what `haPorts` carries.
   */
  protocol: "Tcp" | "Udp";
}
/**
 * A health probe of a load balancer.
 */
export interface Probe {
  /**
   * The port that backends are asked at, from 1 to 65535.
   */
  port: number;
  /**
   * Tcp, Http or Https.
   */
  protocol: "Tcp" | "Http" | "Https";
  /**
   * The path that is asked for over Http and Https.
   */
  requestPath?: string;
}
/**
 * A NAT gateway: the public addresses with which the machines of its subnets reach the Internet.
 */
export interface NatGateway {
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Public IP addresses by name.
   */
  publicIpAddresses?: string[];
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A network interface of a virtual machine.
 */
export interface NetworkInterface {
  /**
   * The application security groups that it belongs to, by name.
   */
  applicationSecurityGroups?: string[];
  /**
   * Whether Azure lets it forward packets that are not for itself.
   */
  enableIPForwarding?: boolean;
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Its network security group by name, asked besides that of the subnet.
   */
  networkSecurityGroup?: string;
  /**
   * Its private address.
   */
  privateIpAddress: string;
  /**
   * Its private IPv6 address, beside the other one.
   */
  privateIpv6Address?: string;
  /**
   * Its public IP address by name.
   */
  publicIpAddress?: string;
  /**
   * The public IP address of its IPv6 address by name.
   */
  publicIpv6Address?: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The subnet it stands in, as `vnet/subnet`.
   */
  subnet: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * What Azure Virtual Network Manager sets for several virtual networks at once.
 */
export interface NetworkManager {
  /**
   * Groups of virtual networks, by name, that reach each other directly.
   */
  connectedGroups?: string[][];
  /**
   * Where the routes of routing rules go if a subnet has a route table.
   */
  routeTableUsageMode?: "ManagedOnly" | "UseExisting";
  /**
   * Rules that become user-defined routes of subnets.
   */
  routingRules?: RoutingRule[];
  /**
   * Rules that are asked before those of network security groups.
   */
  securityAdminRules?: SecurityAdminRule[];
}
/**
 * A rule that becomes a user-defined route of the subnets that it is for.
 */
export interface RoutingRule {
  /**
   * The subnets that the rule is for, as `vnet/subnet`, or whole virtual networks, by name.
   */
  appliesTo: string[];
  /**
   * A prefix or a service tag.
   */
  destination: string;
  /**
   * Whether the rule's collection keeps routes that gateways learn away from its subnets; on by default.
   */
  disableBgpRoutePropagation?: boolean;
  /**
   * What the rule's collection keeps on the direct way, by a route of its own.
   */
  localRouteSetting?: "NotSpecified" | "DirectRoutingWithinSubnet" | "DirectRoutingWithinVNet";
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * The appliance's address; for `VirtualAppliance` only.
   */
  nextHopIpAddress?: string;
  /**
   * Where packets go.
   */
  nextHopType: "VirtualNetworkGateway" | "VnetLocal" | "Internet" | "VirtualAppliance" | "NoNextHop";
}
/**
 * A rule that is asked before those of network security groups; what is left out matches everything.
 */
export interface SecurityAdminRule {
  /**
   * Allow leaves it to the security groups, AlwaysAllow and Deny are final.
   */
  access: "Allow" | "AlwaysAllow" | "Deny";
  /**
   * The virtual networks that the rule is for, by name.
   */
  appliesTo: string[];
  /**
   * What the rule is for.
   */
  description?: string;
  /**
   * Ports and ranges of ports.
   */
  destinationPortRanges?: string[];
  /**
   * Prefixes, addresses, service tags or `*`.
   */
  destinations?: string[];
  /**
   * Inbound or Outbound.
   */
  direction: "Inbound" | "Outbound";
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * From 1 to 4096; the lowest number that matches decides.
   */
  priority: number;
  /**
   * The protocol, or `*`.
   */
  protocol: "Tcp" | "Udp" | "Icmp" | "Esp" | "Ah" | "*";
  /**
   * Ports and ranges of ports.
   */
  sourcePortRanges?: string[];
  /**
   * Prefixes, addresses, service tags or `*`.
   */
  sources?: string[];
}
/**
 * A network security group.
 */
export interface NetworkSecurityGroup {
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The rules.
   */
  securityRules?: SecurityRule[];
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A security rule; each of the four address and port properties is singular or plural, as in ARM.
 */
export interface SecurityRule {
  /**
   * Allow or Deny.
   */
  access: "Allow" | "Deny";
  /**
   * What the rule is for.
   */
  description?: string;
  /**
   * Prefix, address, service tag or `*`.
   */
  destinationAddressPrefix?: string;
  /**
   * Several of them.
   */
  destinationAddressPrefixes?: string[];
  /**
   * Application security groups by name, in the place of prefixes.
   */
  destinationApplicationSecurityGroups?: string[];
  /**
   * Port, range of ports or `*`.
   */
  destinationPortRange?: string;
  /**
   * Several of them.
   */
  destinationPortRanges?: string[];
  /**
   * Inbound or Outbound.
   */
  direction: "Inbound" | "Outbound";
  /**
   * Name of the rule.
   */
  name: string;
  /**
   * From 100 to 4096; the lowest number that matches decides.
   */
  priority: number;
  /**
   * The protocol, or `*`.
   */
  protocol: "Tcp" | "Udp" | "Icmp" | "Esp" | "Ah" | "*";
  /**
   * Prefix, address, service tag or `*`.
   */
  sourceAddressPrefix?: string;
  /**
   * Several of them.
   */
  sourceAddressPrefixes?: string[];
  /**
   * Application security groups by name, in the place of prefixes.
   */
  sourceApplicationSecurityGroups?: string[];
  /**
   * Port, range of ports or `*`.
   */
  sourcePortRange?: string;
  /**
   * Several of them.
   */
  sourcePortRanges?: string[];
}
/**
 * A site outside Azure.
 */
export interface OnPremises {
  /**
   * The prefixes used there.
   */
  addressPrefixes: string[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * How strictly the design is judged, and what is taken to be true where sources disagree.
 */
export interface Options {
  /**
   * Which route tables Azure refuses on AzureBastionSubnet.
   */
  bastionRouteTable?: "Refused" | "RefusedWithDefaultRoute";
  /**
   * What `disablePeeringRoute` takes away from the subnets of a route table.
   */
  disablePeeringRouteRemoves?: "PeeringRoutes" | "Nothing";
  /**
   * Which system routes of IPv6 subnets have that no prefix of the design gives them.
   */
  ipv6SystemRoutes?: "Internet" | "InternetAndNone" | "Nothing";
  /**
   * What becomes of learned prefixes inside one that a user-defined route overrides.
   */
  learnedInsideOverridden?: "Filtered" | "Used";
  /**
   * Which user-defined default routes remove the system routes with next hop None.
   */
  noneRoutesRemovedBy?: "AnyDefaultRoute" | "NotToNone" | "NotToNoneOrInternet";
  /**
   * How many peerings Azure takes at one virtual network; 500 by default.
   */
  peeringsPerNetwork?: number;
  /**
   * Which rules speak.
   */
  profile?: "azure" | "recommended" | "landing-zone";
  /**
   * How many routes Azure takes in one route table; 400 by default.
   */
  routesPerTable?: number;
  /**
   * Which routes a service endpoint beats.
   */
  serviceEndpointsBeat?: "EveryRoute" | "ShorterRoutes";
  /**
   * Severities other than the rules' own, by code of the rule. A rule that reports errors keeps its severity.
   */
  severities?: {
    [k: string]: "error" | "warning" | "info" | "off";
  };
  /**
   * Whether private subnets reach Azure Storage of their own region where no service endpoint covers it.
   */
  storageFromPrivateSubnets?: "Unreachable" | "Reachable";
  /**
   * Findings that are known and meant.
   */
  suppressions?: Suppression[];
  /**
   * Whether Azure drops the blocks that it lists and does not document, beside the documented ones; true by default.
   */
  undocumentedNoneRoutes?: boolean;
  /**
   * Which user-defined default routes put every address into the tag VirtualNetwork of their subnets' security rules.
   */
  virtualNetworkTagHolds?: "DefaultRouteToAppliance" | "AnyDefaultRoute" | "NoDefaultRoute";
}
/**
 * A finding that is known and meant, and why.
 */
export interface Suppression {
  /**
   * Code of the rule.
   */
  code: string;
  /**
   * JSON pointer of the finding, or of something that it stands in; an empty one is the whole document.
   */
  path: string;
  /**
   * Why the finding is meant; shown beside it.
   */
  reason: string;
}
/**
 * A peering: both links with `between`, or one link with `from` and `to`.
 */
export interface Peering {
  /**
   * Whether packets that do not come from the peer itself are accepted.
   */
  allowForwardedTraffic?: boolean;
  /**
   * With `from` and `to`: lets the peer use this network's gateway.
   */
  allowGatewayTransit?: boolean;
  /**
   * Whether the two networks may talk; true by default, as in ARM.
   */
  allowVirtualNetworkAccess?: boolean;
  /**
   * The two virtual networks; both links are made.
   *
   * @minItems 2
   * @maxItems 2
   */
  between?: string[];
  /**
   * Whether it is there already and is someone else's: part of every proof, never written.
   */
  existing?: boolean;
  /**
   * The network that has this one link.
   */
  from?: string;
  /**
   * With `between`: the network whose gateway both use.
   */
  gatewayTransit?: string;
  /**
   * With `remoteSubnets`, peers subnets instead of whole networks: those of `from`, or of the first network of `between`.
   */
  localSubnets?: string[];
  /**
   * With `from`, `to` and `existing`: that the other side was deleted since, so that the link carries nothing.
   */
  peeringState?: "Disconnected";
  /**
   * The subnets of `to`, or of the second network of `between`.
   */
  remoteSubnets?: string[];
  /**
   * The network that this one link leads to.
   */
  to?: string;
  /**
   * With `from` and `to`: uses the peer's gateway.
   */
  useRemoteGateways?: boolean;
}
/**
 * A private endpoint.
 */
export interface PrivateEndpoint {
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * The part of the service, such as `blob`.
   */
  groupId?: string;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Its private address.
   */
  privateIpAddress: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The service behind it, such as `Microsoft.Storage/storageAccounts`.
   */
  service?: string;
  /**
   * The subnet it stands in, as `vnet/subnet`.
   */
  subnet: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A public IP address.
 */
export interface PublicIpAddress {
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * The address, where it is known.
   */
  ipAddress?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * IPv4 (the default) or IPv6.
   */
  publicIPAddressVersion?: "IPv4" | "IPv6";
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * An Azure Route Server.
 */
export interface RouteServer {
  /**
   * Whether it passes routes on between gateways and appliances.
   */
  branchToBranch?: boolean;
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Which source counts for one prefix, where routes are passed on.
   */
  hubRoutingPreference?: "ExpressRoute" | "VpnGateway" | "ASPath";
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * The appliances that it has BGP sessions with.
   */
  peers?: BgpPeer[];
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * The network whose RouteServerSubnet it stands in.
   */
  virtualNetwork: string;
}
/**
 * An appliance that speaks BGP.
 */
export interface BgpPeer {
  /**
   * The routes that it advertises.
   */
  advertises?: AdvertisedRoute[];
  /**
   * Name of the appliance; its first interface speaks.
   */
  appliance: string;
}
/**
 * A route that an appliance advertises.
 */
export interface AdvertisedRoute {
  /**
   * The destinations.
   */
  addressPrefix: string;
  /**
   * The autonomous systems on the way, the appliance's own first; that one alone by default.
   */
  asPath?: number[];
  /**
   * Where packets for them go; the appliance's first interface by default.
   */
  nextHop?: string;
}
/**
 * A route table.
 */
export interface RouteTable {
  /**
   * Keeps routes that gateways learn away from the subnets of this table; off by default (specification 5.5).
   */
  disableBgpRoutePropagation?: boolean;
  /**
   * Keeps the routes of peerings away from the subnets of this table.
   */
  disablePeeringRoute?: "None" | "All";
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The user-defined routes.
   */
  routes?: Route[];
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A user-defined route.
 */
export interface Route {
  /**
   * The destinations.
   */
  addressPrefix: string;
  /**
   * Name of the route.
   */
  name: string;
  /**
   * Where packets go, by name.
   */
  nextHop?: NamedNextHop;
  /**
   * The appliance's address; for `VirtualAppliance` only.
   */
  nextHopIpAddress?: string;
  /**
   * The addresses of 2 to 64 appliances, any of which may get a packet; for `VirtualApplianceEcmp` only.
   *
   * @minItems 2
   * @maxItems 64
   */
  nextHopIpAddresses?: string[];
  /**
   * Where packets go, as ARM has it; or `nextHop`.
   */
  nextHopType?:
    "VirtualNetworkGateway" | "VnetLocal" | "Internet" | "VirtualAppliance" | "VirtualApplianceEcmp" | "None";
}
/**
 * A next hop by name; exactly one member.
 */
export interface NamedNextHop {
  /**
   * Name of a network virtual appliance.
   */
  appliance?: string;
  /**
   * Name of an Azure Firewall.
   */
  firewall?: string;
  /**
   * Name of the appliance's interface; its first one by default.
   */
  interface?: string;
  /**
   * Name of a load balancer in front of appliances.
   */
  loadBalancer?: string;
}
/**
 * A virtual hub. All hubs of a design belong to one Virtual WAN.
 */
export interface VirtualHub {
  /**
   * The hub's own addresses, IPv4; /24 or larger.
   */
  addressPrefix: string;
  /**
   * The appliances in connected networks that it has BGP sessions with.
   */
  bgpPeers?: BgpPeer[];
  /**
   * The virtual networks that are connected to it: names, or objects with static routes.
   */
  connections?: (string | HubVirtualNetworkConnection)[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * The Azure Firewall that stands in it, by name.
   */
  firewall?: string;
  /**
   * Which source counts for one prefix.
   */
  hubRoutingPreference?: "ExpressRoute" | "VpnGateway" | "ASPath";
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * The prefixes that its VPN and ExpressRoute gateways learn from branches.
   */
  learns?: (string | LearnedFrom)[];
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The address of its router, as effective routes show it.
   */
  routerAddress?: string;
  /**
   * What goes through the firewall.
   */
  routingIntent?: RoutingIntent;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A connection of a virtual hub to a virtual network.
 */
export interface HubVirtualNetworkConnection {
  /**
   * Whether the network learns the default route of the hub.
   */
  enableInternetSecurity?: boolean;
  /**
   * Whether the hubs of the Virtual WAN know the static routes.
   */
  propagateStaticRoutes?: boolean;
  /**
   * The network, by name.
   */
  remoteVirtualNetwork: string;
  /**
   * The destinations that hubs send to appliances in the network.
   */
  staticRoutes?: HubStaticRoute[];
  /**
   * Which static routes count for the network's own addresses; `Contains` by default.
   */
  vnetLocalRouteOverrideCriteria?: "Contains" | "Equal";
}
/**
 * A static route on a connection of a virtual hub.
 */
export interface HubStaticRoute {
  /**
   * The destinations.
   */
  addressPrefixes: string[];
  /**
   * Name of the route.
   */
  name: string;
  /**
   * The appliance, by name.
   */
  nextHop?: NamedNextHop;
  /**
   * The address of an appliance in the network; or `nextHop`.
   */
  nextHopIpAddress?: string;
}
/**
 * A learned prefix with the address it was learned from.
 */
export interface LearnedFrom {
  /**
   * The prefix.
   */
  addressPrefix: string;
  /**
   * The address that Azure lists as the next hop.
   */
  nextHop?: string;
}
/**
 * What a virtual hub sends through a firewall that stands in it.
 */
export interface RoutingIntent {
  /**
   * The firewall for what goes to the Internet, by name.
   */
  internet?: string;
  /**
   * The firewall for what goes between networks, branches and hubs, by name.
   */
  private?: string;
}
/**
 * A virtual network gateway.
 */
export interface VirtualNetworkGateway {
  /**
   * Whether two instances carry traffic.
   */
  activeActive?: boolean;
  /**
   * BGP autonomous system number.
   */
  asn?: number;
  /**
   * BGP peering address inside GatewaySubnet.
   */
  bgpPeeringAddress?: string;
  /**
   * The connections, with the prefixes learned over each.
   */
  connections?: Connection[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Public IP addresses by name, one for each instance.
   */
  publicIpAddresses?: string[];
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * ARM's SKU name, such as `VpnGw1AZ`.
   */
  sku?: string;
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * Vpn or ExpressRoute.
   */
  type: "Vpn" | "ExpressRoute";
  /**
   * The network whose GatewaySubnet it stands in.
   */
  virtualNetwork: string;
  /**
   * RouteBased (the default) or PolicyBased.
   */
  vpnType?: "RouteBased" | "PolicyBased";
}
/**
 * A connection of a gateway to a site or to another gateway, which needs one back.
 */
export interface Connection {
  /**
   * Whether the routes come over BGP.
   */
  bgp?: boolean;
  /**
   * The prefixes learned over it; those of the site by default.
   */
  learns?: (string | LearnedFrom)[];
  /**
   * Name of a site, or of another gateway.
   */
  to: string;
}
/**
 * A virtual network.
 */
export interface VirtualNetwork {
  /**
   * The address prefixes of the network.
   *
   * @minItems 1
   */
  addressSpace: string[];
  /**
   * Addresses of DNS servers; Azure's own by default.
   */
  dnsServers?: string[];
  /**
   * Part of the network and of every proof, owned by someone else, never written.
   */
  existing?: boolean;
  /**
   * Resource id of an existing resource.
   */
  id?: string;
  /**
   * Azure region; the design's own by default.
   */
  location?: string;
  /**
   * Name of the resource; compared without regard to case, as Azure does.
   */
  name: string;
  /**
   * Resource group; the design's own by default.
   */
  resourceGroup?: string;
  /**
   * The subnets.
   */
  subnets?: Subnet[];
  /**
   * Subscription id; the one deployed to by default.
   */
  subscription?: string;
  /**
   * What the gateways of the network tell other ends in place of its prefixes, and of those of peers that these cover.
   */
  summarizedGatewayPrefixes?: string[];
  /**
   * Tags; the design's own by default.
   */
  tags?: {
    [k: string]: string;
  };
}
/**
 * A subnet with everything it carries.
 */
export interface Subnet {
  /**
   * The address prefix; `addressPrefixes` where there are several.
   */
  addressPrefix?: string;
  /**
   * The address prefixes.
   */
  addressPrefixes?: string[];
  /**
   * Whether Azure lets machines without a public address of their own reach the Internet; the API version's default.
   */
  defaultOutboundAccess?: boolean;
  /**
   * The service that the subnet is delegated to, such as `Microsoft.Databricks/workspaces`.
   */
  delegation?: string;
  /**
   * Groups of subnets that intents name as `#label`.
   */
  labels?: string[];
  /**
   * Name of the subnet.
   */
  name: string;
  /**
   * The NAT gateway through which the subnet reaches the Internet.
   */
  natGateway?: string;
  /**
   * The network security group.
   */
  networkSecurityGroup?: string;
  /**
   * Whether route tables and security groups apply to the private endpoints in the subnet.
   */
  privateEndpointNetworkPolicies?: "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";
  /**
   * The route table.
   */
  routeTable?: string;
  /**
   * The services that the subnet reaches by service endpoints.
   */
  serviceEndpoints?: (
    | "Microsoft.Storage"
    | "Microsoft.Storage.Global"
    | "Microsoft.Sql"
    | "Microsoft.AzureCosmosDB"
    | "Microsoft.KeyVault"
    | "Microsoft.ServiceBus"
    | "Microsoft.EventHub"
    | "Microsoft.Web"
    | "Microsoft.ContainerRegistry"
    | "Microsoft.CognitiveServices"
    | "Microsoft.AzureActiveDirectory"
  )[];
  /**
   * Services in the subnet, whose needs the design is checked against.
   */
  workloads?: (
    | "AzureMachineLearningCompute"
    | "AzureMachineLearningComputeWithPublicIp"
    | "AksLoadBalancer"
    | "AksUserDefinedRouting"
    | "AksNatGateway"
    | "AksNone"
    | "AksKubenet"
    | "DatabricksHost"
    | "DatabricksContainer"
    | "ContainerAppsWorkloadProfiles"
    | "ContainerAppsConsumption"
    | "ApiManagement"
    | "ApplicationGatewayV2"
    | "SqlManagedInstance"
    | "NetAppFiles"
    | "Bastion"
  )[];
}
