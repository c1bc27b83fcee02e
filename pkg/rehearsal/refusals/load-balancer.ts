// What Azure refuses of an internal load balancer.

import { refuse, UNRECORDED } from "../errors.js";
import { asObject, asText, objectsOf, referenceId, sameText, type JsonObject } from "../json.js";
import type { Resource, Store } from "../store.js";
import { ipConfigurations } from "../usage.js";
import { refuseAddresses } from "./private-address.js";

/** The collections whose members a rule may name, by the member of the rule. */
const PARTS: Record<string, string> = {
  frontendIPConfiguration: "frontendIPConfigurations",
  backendAddressPool: "backendAddressPools",
  probe: "probes",
};

/** Refuses frontends with addresses that they cannot have, and rules that name nothing or say the same as another. */
export function refuseLoadBalancer(store: Store, balancer: Resource): void {
  const [frontend] = ipConfigurations(balancer);
  const subnet = store.get(frontend?.subnet ?? "");
  if (!subnet) refuse("InvalidRequestFormat", `Load balancer ${balancer.id} has no frontend in a subnet.`);
  refuseAddresses(store, subnet, balancer);
  const rules = objectsOf(balancer.properties["loadBalancingRules"]);
  for (const [index, rule] of rules.entries()) {
    const properties = asObject(rule["properties"]) ?? {};
    for (const [member, collection] of Object.entries(PARTS)) refuseUnknownPart(balancer, referenceId(properties[member]), collection);
    if (properties["protocol"] === "All" && (properties["frontendPort"] !== 0 || properties["backendPort"] !== 0)) {
      refuse(UNRECORDED, `Rule ${asText(rule["name"])} of ${balancer.id} is for every protocol and must be for port 0.`);
    }
    refuseFamilies(balancer, properties);
    for (const other of rules.slice(0, index)) refuseAlike(balancer, properties, asObject(other["properties"]) ?? {});
  }
}

// Microsoft Learn, "Overview of IPv6 for Azure Virtual Network": nothing translates between the families.
function refuseFamilies(balancer: Resource, rule: JsonObject): void {
  const part = (member: string) => {
    const id = referenceId(rule[member]) ?? "";
    const name = (it: JsonObject) => `${balancer.id}/${PARTS[member] ?? ""}/${asText(it["name"]) ?? ""}`;
    return asObject(objectsOf(balancer.properties[PARTS[member] ?? ""]).find((it) => sameText(name(it), id))?.["properties"]) ?? {};
  };
  const isV6 = part("frontendIPConfiguration")["privateIPAddressVersion"] === "IPv6";
  const backends = objectsOf(part("backendAddressPool")["loadBalancerBackendAddresses"]).map((it) => asText(asObject(it["properties"])?.["ipAddress"]) ?? "");
  if (backends.some((address) => address.includes(":") !== isV6)) {
    refuse(UNRECORDED, `A rule of ${balancer.id} joins a frontend of one address family with a backend of the other.`);
  }
}

function refuseUnknownPart(balancer: Resource, id: string | undefined, collection: string): void {
  if (id === undefined) return;
  const parts = objectsOf(balancer.properties[collection]).map((part) => `${balancer.id}/${collection}/${asText(part["name"]) ?? ""}`);
  if (!parts.some((part) => sameText(part, id))) refuse("InvalidResourceReference", `Resource ${id} referenced by resource ${balancer.id} was not found.`);
}

// Kubernetes issue 71303 has the first message; Microsoft Learn, "Multiple frontends for Azure Load Balancer", the rule behind the second.
function refuseAlike(balancer: Resource, one: JsonObject, other: JsonObject): void {
  const same = (member: string) => one[member] === other[member];
  const refers = (member: string) => sameText(referenceId(one[member]) ?? "", referenceId(other[member]) ?? "");
  if (!same("protocol")) return;
  if (same("frontendPort") && refers("frontendIPConfiguration")) {
    refuse("RulesUseSameFrontendPortProtocolAndIPConfig", `Two rules of ${balancer.id} use the same frontend port, protocol and frontend IP configuration.`);
  }
  if (same("backendPort") && refers("backendAddressPool")) {
    refuse("RulesUseSameBackendPortProtocolAndPool", `Two rules of ${balancer.id} use the same backend port, protocol and pool.`);
  }
}
