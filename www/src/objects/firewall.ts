// An Azure Firewall: it stands in AzureFirewallSubnet of its virtual network.
import { NETWORK } from "./fields.ts";
import { filled, list, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "fw-hub", required: true };

interface Line {
  readonly title: string;
  readonly detail: string;
}

function networkRuleLine(rule: JsonObject): Line {
  const of = (key: string): string => list(rule, key).join(", ") || "*";
  return ruleLine(rule, `${of("sources")} → ${of("destinations")}, ${of("protocols")} ${of("ports")}`);
}

function applicationRuleLine(rule: JsonObject): Line {
  return ruleLine(rule, `${list(rule, "sources").join(", ") || "*"} → ${list(rule, "targetFqdns").join(", ")}`);
}

function ruleLine(rule: JsonObject, traffic: string): Line {
  return {
    title: text(rule, "name"),
    detail: `${String(rule["priority"] ?? "")} ${text(rule, "action")}: ${traffic}`,
  };
}

export const firewall: ObjectKind = {
  kind: "firewall",
  label: "Azure Firewall",
  plural: "Azure Firewalls",
  collection: "firewalls",
  asks: [NAME, NETWORK],
  fields: () => [
    NAME,
    NETWORK,
    { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "first of AzureFirewallSubnet" },
    { key: "publicIpAddresses", label: "Public IP addresses", type: "several", of: "publicIpAddress" },
    { key: "networkRules", label: "Network rules", type: "records", line: networkRuleLine },
    { key: "applicationRules", label: "Application rules", type: "records", line: applicationRuleLine },
    { key: "snat", label: "Source translation", type: "choice", choices: ["Public", "Always", "Never"] },
  ],
  device: {
    stands: (value) => `${text(value, "virtualNetwork")}/AzureFirewallSubnet`,
    line: (value) => text(value, "privateIpAddress") || "Azure Firewall",
    isPublic: () => true,
  },
  detail: (value) => text(value, "privateIpAddress"),
  create: ({ name, virtualNetwork }) => filled({ name, virtualNetwork }),
};
