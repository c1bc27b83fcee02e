// Who uses a subnet or a public address: the reverse of the references in bodies.

import { asObject, asText, objectsOf, referenceId, sameText, type JsonObject } from "./json.js";
import type { Resource, Store } from "./store.js";

const FIREWALL = "Microsoft.Network/azureFirewalls";
const GATEWAY = "Microsoft.Network/virtualNetworkGateways";
const HUB_CONFIGURATION = "Microsoft.Network/virtualHubs/ipConfigurations";
const PRIVATE_ENDPOINT = "Microsoft.Network/privateEndpoints";
const NETWORK_INTERFACE = "Microsoft.Network/networkInterfaces";
const LOAD_BALANCER = "Microsoft.Network/loadBalancers";
const NAT_GATEWAY = "Microsoft.Network/natGateways";

/** One address of a firewall, gateway, private endpoint or network interface. */
export interface IpConfiguration {
  id: string;
  name: string;
  subnet: string | undefined;
  publicIPAddress: string | undefined;
  /** The address that the body asks for; absent when Azure chooses. */
  wanted: string | undefined;
}

/** The IP configurations of a resource, the firewall's management one included. */
export function ipConfigurations(resource: Resource): IpConfiguration[] {
  const items = objectsOf(resource.properties["ipConfigurations"]);
  const management = asObject(resource.properties["managementIpConfiguration"]);
  switch (resource.type) {
    case FIREWALL:
      return [...items, ...(management ? [management] : [])].map((item) => read(item, `${resource.id}/azureFirewallIpConfigurations`));
    case GATEWAY:
    case NETWORK_INTERFACE:
      return items.map((item) => read(item, `${resource.id}/ipConfigurations`));
    case LOAD_BALANCER:
      return objectsOf(resource.properties["frontendIPConfigurations"]).map((item) => read(item, `${resource.id}/frontendIPConfigurations`));
    case PRIVATE_ENDPOINT: {
      // A private endpoint names its subnet once; without configurations it takes one address.
      const subnet = referenceId(resource.properties["subnet"]);
      const configurations = items.length > 0 ? items : [{}];
      return configurations.map((item) => ({ ...read(item, resource.id), id: resource.id, subnet }));
    }
    case HUB_CONFIGURATION:
      return [{ ...read({ name: resource.name, properties: resource.properties }, ""), id: resource.id }];
    default:
      return [];
  }
}

function read(item: JsonObject, parent: string): IpConfiguration {
  const name = asText(item["name"]) ?? "";
  const properties: JsonObject = asObject(item["properties"]) ?? {};
  return {
    id: `${parent}/${name}`,
    name,
    subnet: referenceId(properties["subnet"]),
    publicIPAddress: referenceId(properties["publicIPAddress"]),
    wanted: asText(properties["privateIPAddress"]),
  };
}

/** Everything that has addresses, with the configuration of each. */
export function holders(store: Store): { resource: Resource; configuration: IpConfiguration }[] {
  return [FIREWALL, GATEWAY, HUB_CONFIGURATION, PRIVATE_ENDPOINT, NETWORK_INTERFACE, LOAD_BALANCER]
    .flatMap((type) => store.ofType(type))
    .flatMap((resource) => ipConfigurations(resource).map((configuration) => ({ resource, configuration })));
}

/** The ids of everything that has an address in a subnet. */
export function usersOfSubnet(store: Store, subnet: string): string[] {
  return holders(store)
    .filter(({ configuration }) => sameText(configuration.subnet, subnet))
    .map(({ configuration }) => configuration.id);
}

/** The ids of everything that a public address is allocated to. */
export function usersOfPublicAddress(store: Store, address: string): string[] {
  const configurations = holders(store).filter(({ configuration }) => sameText(configuration.publicIPAddress, address));
  return [...configurations.map(({ configuration }) => configuration.id), ...store.users(address, NAT_GATEWAY).map((nat) => nat.id)];
}

/** The route servers of a virtual network: their IP configurations in one of its subnets. */
export function routeServersOf(store: Store, virtualNetwork: string): Resource[] {
  const inside = `${virtualNetwork.toLowerCase()}/subnets/`;
  return store.ofType(HUB_CONFIGURATION).filter((resource) => referenceId(resource.properties["subnet"])?.toLowerCase().startsWith(inside));
}

/** The gateways of a virtual network: those in one of its subnets. */
export function gatewaysOf(store: Store, virtualNetwork: string): Resource[] {
  const inside = `${virtualNetwork.toLowerCase()}/subnets/`;
  return store
    .ofType(GATEWAY)
    .filter((gateway) => ipConfigurations(gateway).some((configuration) => configuration.subnet?.toLowerCase().startsWith(inside)));
}
