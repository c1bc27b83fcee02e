// How a resource looks when it is read: as written, with Azure's defaults, what Azure assigned, its
// children, and who refers to it.

import { assignedAddresses, lastAddress } from "./allocation.js";
import { syncLevel } from "./assign.js";
import { DEFAULT_SECURITY_RULES, defaultsOf } from "./defaults.js";
import { asObject, asText, objectsOf, type JsonObject } from "./json.js";
import { childKinds } from "./kinds.js";
import type { Resource, ResourceGroup, Store } from "./store.js";
import { ipConfigurations, usersOfPublicAddress, usersOfSubnet } from "./usage.js";

const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";

/** The body of a GET. */
export function render(store: Store, resource: Resource): JsonObject {
  const children = childKinds(resource.type).map(({ type, collection = "" }) => [
    collection,
    store.children(resource.id, type).map((child) => render(store, child)),
  ]);
  return {
    name: resource.name,
    id: resource.id,
    etag: resource.etag,
    type: resource.type,
    ...resource.envelope,
    properties: {
      provisioningState: resource.provisioningState,
      ...defaultsOf(resource.type),
      ...resource.properties,
      ...Object.fromEntries(children),
      ...readOnly(store, resource),
    },
  };
}

/** The body of a GET of a resource group. */
export function renderGroup(group: ResourceGroup): JsonObject {
  return {
    id: group.id,
    name: group.name,
    type: "Microsoft.Resources/resourceGroups",
    location: group.location,
    ...(group.tags ? { tags: group.tags } : {}),
    properties: { provisioningState: group.deleting ? "Deleting" : "Succeeded" },
  };
}

function readOnly(store: Store, resource: Resource): JsonObject {
  switch (resource.type) {
    case "Microsoft.Network/azureFirewalls":
    case "Microsoft.Network/networkInterfaces":
    case "Microsoft.Network/virtualNetworkGateways":
      return { ...withAddresses(resource), ...bgp(store, resource) };
    case "Microsoft.Network/networkSecurityGroups":
      return { defaultSecurityRules: defaultRules(resource), ...subnetsUsing(store, resource) };
    case "Microsoft.Network/routeTables":
    case "Microsoft.Network/natGateways":
      return subnetsUsing(store, resource);
    case "Microsoft.Network/privateEndpoints":
      return { customDnsConfigs: resource.properties["customDnsConfigs"] ?? [{ ipAddresses: Object.values(assignedAddresses(resource)).map((address) => asText(address) ?? "") }] };
    case "Microsoft.Network/publicIPAddresses":
      return publicAddress(store, resource);
    case SUBNETS:
      return references("ipConfigurations", usersOfSubnet(store, resource.id));
    case "Microsoft.Network/virtualNetworks/virtualNetworkPeerings":
      return peering(store, resource);
    default:
      return {};
  }
}

// Azure leaves a list of back references out rather than answering an empty one.
function references(member: string, ids: string[]): JsonObject {
  return ids.length === 0 ? {} : { [member]: ids.map((id) => ({ id })) };
}

function subnetsUsing(store: Store, resource: Resource): JsonObject {
  return references("subnets", store.users(resource.id, SUBNETS).map((subnet) => subnet.id));
}

function defaultRules(group: Resource): JsonObject[] {
  return DEFAULT_SECURITY_RULES.map(({ name, properties }) => ({
    name,
    id: `${group.id}/defaultSecurityRules/${name}`,
    properties: { provisioningState: "Succeeded", ...properties },
  }));
}

function publicAddress(store: Store, address: Resource): JsonObject {
  const [user] = usersOfPublicAddress(store, address.id);
  const { ipAddress } = address.assigned;
  return { ...(ipAddress === undefined ? {} : { ipAddress }), ...(user === undefined ? {} : { ipConfiguration: { id: user } }) };
}

/** Each IP configuration with its id and the private address that it got. */
function withAddresses(resource: Resource): JsonObject {
  const ids = new Map(ipConfigurations(resource).map((configuration) => [configuration.name, configuration.id]));
  const addresses = assignedAddresses(resource);
  const complete = (item: JsonObject): JsonObject => {
    const name = asText(item["name"]) ?? "";
    const privateIPAddress = addresses[name];
    return {
      ...item,
      id: ids.get(name),
      properties: {
        provisioningState: resource.provisioningState,
        ...asObject(item["properties"]),
        ...(privateIPAddress === undefined ? {} : { privateIPAddress }),
      },
    };
  };
  const management = asObject(resource.properties["managementIpConfiguration"]);
  return {
    ipConfigurations: objectsOf(resource.properties["ipConfigurations"]).map(complete),
    ...(management ? { managementIpConfiguration: complete(management) } : {}),
  };
}

/** A VPN gateway speaks BGP from the last usable address of its subnet; 65515 is Azure's own number. */
function bgp(store: Store, gateway: Resource): JsonObject {
  const [first] = ipConfigurations(gateway);
  const subnet = first?.subnet === undefined ? undefined : store.get(first.subnet);
  if (gateway.properties["gatewayType"] !== "Vpn" || !subnet || assignedAddresses(gateway)[first?.name ?? ""] === undefined) return {};
  return { bgpSettings: { asn: 65515, bgpPeeringAddress: lastAddress(subnet), peerWeight: 0, ...asObject(gateway.properties["bgpSettings"]) } };
}

function peering(store: Store, link: Resource): JsonObject {
  return {
    peeringState: link.assigned["peeringState"] ?? "Initiated",
    peeringSyncLevel: syncLevel(store, link),
    remoteAddressSpace: link.assigned["remoteAddressSpace"],
    remoteVirtualNetworkAddressSpace: link.assigned["remoteAddressSpace"],
  };
}
