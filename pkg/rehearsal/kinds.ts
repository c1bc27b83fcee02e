// The resource types that the rehearsal knows: where they live and how they may be named.

/** One resource type of Microsoft.Network. */
export interface Kind {
  type: string;
  /** The parent's type, for a child resource. */
  parent?: string;
  /** The property of the parent that lists these children. */
  collection?: string;
  /** A write of the parent that says nothing about the children leaves them alone. */
  keptWhenAbsent?: boolean;
  /** The name's form. */
  name: RegExp;
}

// Names: azure-docs, articles/azure-resource-manager/management/resource-name-rules.md; a virtual
// network has 2-64 characters, the others 1-80, and a security rule may begin with an underscore.
const NAME_80 = /^[a-z0-9]([a-z0-9_.-]{0,78}[a-z0-9_])?$/i;
const NAME_VNET = /^[a-z0-9][a-z0-9_.-]{0,62}[a-z0-9_]$/i;
const NAME_RULE = /^[a-z0-9_]([a-z0-9_.-]{0,78}[a-z0-9_])?$/i;

// Subnets are kept when a virtual network is written without `subnets` (API versions since 2023-11-01);
// peerings are kept likewise. Routes and security rules are not: the table or group is replaced whole.
const KINDS: Kind[] = [
  { type: "Microsoft.Network/applicationSecurityGroups", name: NAME_80 },
  { type: "Microsoft.Network/azureFirewalls", name: NAME_80 },
  { type: "Microsoft.Network/loadBalancers", name: NAME_80 },
  { type: "Microsoft.Network/localNetworkGateways", name: NAME_80 },
  { type: "Microsoft.Network/natGateways", name: NAME_80 },
  { type: "Microsoft.Network/networkInterfaces", name: NAME_80 },
  { type: "Microsoft.Network/networkSecurityGroups", name: NAME_80 },
  { type: "Microsoft.Network/networkSecurityGroups/securityRules", parent: "Microsoft.Network/networkSecurityGroups", collection: "securityRules", name: NAME_RULE },
  { type: "Microsoft.Network/privateEndpoints", name: NAME_80 },
  { type: "Microsoft.Network/publicIPAddresses", name: NAME_80 },
  { type: "Microsoft.Network/routeTables", name: NAME_80 },
  { type: "Microsoft.Network/routeTables/routes", parent: "Microsoft.Network/routeTables", collection: "routes", name: NAME_80 },
  { type: "Microsoft.Network/virtualHubs", name: NAME_80 },
  { type: "Microsoft.Network/virtualHubs/bgpConnections", parent: "Microsoft.Network/virtualHubs", collection: "bgpConnections", keptWhenAbsent: true, name: NAME_80 },
  { type: "Microsoft.Network/virtualHubs/ipConfigurations", parent: "Microsoft.Network/virtualHubs", collection: "ipConfigurations", keptWhenAbsent: true, name: NAME_80 },
  { type: "Microsoft.Network/virtualNetworkGateways", name: NAME_80 },
  { type: "Microsoft.Network/virtualNetworks", name: NAME_VNET },
  { type: "Microsoft.Network/virtualNetworks/subnets", parent: "Microsoft.Network/virtualNetworks", collection: "subnets", keptWhenAbsent: true, name: NAME_80 },
  { type: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", parent: "Microsoft.Network/virtualNetworks", collection: "virtualNetworkPeerings", keptWhenAbsent: true, name: NAME_80 },
];

const BY_TYPE = new Map(KINDS.map((kind) => [kind.type.toLowerCase(), kind]));

/** The kind of a resource type, in whatever case it is written. */
export function kindOf(type: string): Kind | undefined {
  return BY_TYPE.get(type.toLowerCase());
}

/** The kinds whose resources live inside resources of `type`. */
export function childKinds(type: string): Kind[] {
  return KINDS.filter((kind) => kind.parent === type);
}

/** All types, for the provider's own listing. */
export function allTypes(): string[] {
  return KINDS.map((kind) => kind.type);
}
