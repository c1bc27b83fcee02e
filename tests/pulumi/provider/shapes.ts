// What the stand-in provider knows of azure-native's resources: their names, and how flat inputs become an ARM body.
// Source: @pulumi/azure-native 3.28.0 and its provider's handling of sub-resources (CONTRIBUTING.md of pulumi-azure-native).

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Properties = { [name: string]: Json };

export interface Shape {
  apiVersion: string;
  /** Pairs of ARM collection and input that holds the name, parents first. */
  path: [collection: string, input: string][];
  /** Inputs that ARM has beside `properties`. */
  outside: string[];
  /** Inputs that are resources of their own too: empty at creation when absent, and kept as they are by an update. */
  subResources: string[];
}

const network = (path: Shape["path"], more: Partial<Shape> = {}): Shape => ({
  apiVersion: "2024-05-01",
  path,
  outside: ["location", "tags", "zones"],
  subResources: [],
  ...more,
});

const SHAPES: Record<string, Shape> = {
  "azure-native:network:RouteTable": network([["routeTables", "routeTableName"]], { subResources: ["routes"] }),
  "azure-native:network:ApplicationSecurityGroup": network([["applicationSecurityGroups", "applicationSecurityGroupName"]]),
  "azure-native:network:NetworkInterface": network([["networkInterfaces", "networkInterfaceName"]]),
  "azure-native:network:NetworkSecurityGroup": network([["networkSecurityGroups", "networkSecurityGroupName"]], { subResources: ["securityRules"] }),
  "azure-native:network:VirtualNetwork": network([["virtualNetworks", "virtualNetworkName"]], { subResources: ["subnets", "virtualNetworkPeerings"] }),
  "azure-native:network:Subnet": network([["virtualNetworks", "virtualNetworkName"], ["subnets", "subnetName"]]),
  "azure-native:network:VirtualNetworkPeering": network([["virtualNetworks", "virtualNetworkName"], ["virtualNetworkPeerings", "virtualNetworkPeeringName"]]),
  "azure-native:network:PublicIPAddress": network([["publicIPAddresses", "publicIpAddressName"]], { outside: ["location", "tags", "zones", "sku"] }),
  "azure-native:network:AzureFirewall": network([["azureFirewalls", "azureFirewallName"]]),
  "azure-native:network:VirtualNetworkGateway": network([["virtualNetworkGateways", "virtualNetworkGatewayName"]]),
  "azure-native:network:VirtualHub": network([["virtualHubs", "virtualHubName"]]),
  "azure-native:network:VirtualHubIpConfiguration": network([["virtualHubs", "virtualHubName"], ["ipConfigurations", "ipConfigName"]]),
  "azure-native:network:VirtualHubBgpConnection": network([["virtualHubs", "virtualHubName"], ["bgpConnections", "connectionName"]]),
  "azure-native:resources:ResourceGroup": {
    apiVersion: "2024-03-01", path: [], outside: ["location", "tags", "managedBy"], subResources: [],
  },
};

export function shapeOf(type: string): Shape | undefined {
  return SHAPES[type];
}

/** Inputs that make the id: a change of one of them is another resource. */
export function nameInputs(shape: Shape): string[] {
  return ["resourceGroupName", ...shape.path.map(([, input]) => input)];
}

export function idOf(shape: Shape, subscription: string, inputs: Properties): string {
  const group = `/subscriptions/${subscription}/resourceGroups/${String(inputs["resourceGroupName"])}`;
  if (shape.path.length === 0) return group;
  return `${group}/providers/Microsoft.Network/${shape.path.map(([collection, input]) => `${collection}/${String(inputs[input])}`).join("/")}`;
}

/** Values that are resources inside a resource: ARM gives each its own `properties`. */
const INNER = new Set(["routes", "securityRules", "delegations", "ipConfigurations", "managementIpConfiguration", "subnets", "virtualNetworkPeerings"]);
const INNER_OUTSIDE = ["name", "id", "type", "etag", "zones"];

export function bodyOf(shape: Shape, inputs: Properties): Properties {
  const body = Object.fromEntries(Object.entries(inputs).filter(([name]) => !nameInputs(shape).includes(name)));
  return nest(body, shape.outside);
}

/** An update writes the whole resource: sub-resources that the program does not mention are written as they are. */
export function keepSubResources(shape: Shape, body: Properties, live: Properties): Properties {
  const [own, there] = [body["properties"], live["properties"]].map((value) => (isObject(value) ? value : {}));
  const kept = shape.subResources.filter((name) => own?.[name] === undefined && there?.[name] !== undefined);
  if (kept.length === 0) return body;
  return { ...body, properties: { ...own, ...Object.fromEntries(kept.map((name) => [name, there?.[name] ?? []])) } };
}

function nest(flat: Properties, outside: string[]): Properties {
  const body: Properties = {};
  const properties: Properties = {};
  for (const [name, value] of Object.entries(flat)) {
    if (outside.includes(name)) body[name] = value;
    else properties[name] = INNER.has(name) ? nestInner(value) : value;
  }
  return Object.keys(properties).length === 0 ? body : { ...body, properties };
}

function nestInner(value: Json): Json {
  if (Array.isArray(value)) return value.map(nestInner);
  return isObject(value) ? nest(value, INNER_OUTSIDE) : value;
}

/** What Azure answers, as azure-native hands it to a program. */
export function outputsOf(answer: Json): Json {
  if (Array.isArray(answer)) return answer.map(outputsOf);
  if (!isObject(answer)) return answer;
  const { properties, ...rest } = answer;
  const flat = isObject(properties) ? { ...rest, ...properties } : rest;
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, outputsOf(value)]));
}

export function isObject(value: Json | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
