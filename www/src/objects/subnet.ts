// A subnet; its route table and security group are its own properties, as in Azure.
import { filled, list, type Field, type ObjectKind } from "./kind.ts";
import { wordsOf } from "./words.ts";

const WORKLOADS = wordsOf("Subnet", "workloads");
const WORKLOADS_FIELD: Field = { key: "workloads", label: "Workloads", type: "several", of: WORKLOADS };
const SERVICE_ENDPOINTS = wordsOf("Subnet", "serviceEndpoints");
const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "workload", required: true };
const PREFIX: Field = {
  key: "addressPrefix",
  label: "Address prefix",
  type: "text",
  placeholder: "10.40.1.0/24",
  required: true,
};
const PREFIXES: Field = { key: "addressPrefixes", label: "Address prefixes", type: "list", required: true };
const TABLE: Field = { key: "routeTable", label: "Route table", type: "reference", of: "routeTable" };

export const subnet: ObjectKind = {
  kind: "subnet",
  label: "Subnet",
  plural: "Subnets",
  collection: "subnets",
  parent: "virtualNetwork",
  asks: [NAME, PREFIX, TABLE],
  fields: (value) => [
    NAME,
    Array.isArray(value["addressPrefixes"]) ? PREFIXES : PREFIX,
    TABLE,
    { key: "networkSecurityGroup", label: "Network security group", type: "reference", of: "networkSecurityGroup" },
    { key: "natGateway", label: "NAT gateway", type: "reference", of: "natGateway" },
    {
      key: "defaultOutboundAccess",
      label: "Default outbound access",
      type: "tristate",
      yes: "Azure lends a public address",
      no: "Private",
    },
    { key: "serviceEndpoints", label: "Service endpoints", type: "several", of: SERVICE_ENDPOINTS },
    { key: "delegation", label: "Delegated to", type: "text", placeholder: "Microsoft.Databricks/workspaces" },
    {
      key: "privateEndpointNetworkPolicies",
      label: "Policies for private endpoints",
      type: "choice",
      choices: ["Disabled", "Enabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"],
    },
    ...(WORKLOADS.length === 0 ? [] : [WORKLOADS_FIELD]),
    { key: "labels", label: "Labels", type: "list", help: "Intents name a group of subnets as #label." },
  ],
  detail: (value) => [...list(value, "addressPrefix"), ...list(value, "addressPrefixes")].join(", "),
  create: ({ name, addressPrefix, routeTable }) => filled({ name, addressPrefix, routeTable }),
};
