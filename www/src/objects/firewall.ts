// An Azure Firewall: it stands in AzureFirewallSubnet of its virtual network.
import { NETWORK } from "./fields.ts";
import { filled, list, text, type Field, type JsonObject, type ObjectKind } from "./kind.ts";

const NAME: Field = { key: "name", label: "Name", type: "text", placeholder: "fw-hub", required: true };

const PLACE: Field = { ...NETWORK, required: false, help: "Empty for the firewall of a virtual hub." };

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

function natRuleLine(rule: JsonObject): Line {
  const of = (key: string): string => list(rule, key).join(", ") || "*";
  const to = `${text(rule, "translatedAddress")}:${String(rule["translatedPort"] ?? "")}`;
  const from = `${of("sources")} → ${text(rule, "publicIpAddress")}, ${of("protocols")} ${of("ports")}`;
  return { title: text(rule, "name"), detail: `${String(rule["priority"] ?? "")}: ${from} → ${to}` };
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
  asks: [NAME, PLACE],
  fields: () => [
    NAME,
    PLACE,
    { key: "privateIpAddress", label: "Private address", type: "text", placeholder: "first of AzureFirewallSubnet" },
    { key: "publicIpAddresses", label: "Public IP addresses", type: "several", of: "publicIpAddress" },
    { key: "natRules", label: "NAT rules", type: "records", line: natRuleLine },
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
