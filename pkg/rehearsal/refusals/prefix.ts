// Address prefixes as Azure takes them: CIDR notation, no host bits, none of the reserved ranges.

import { formatPrefix, overlap, parsePrefix, type Prefix } from "../address.js";
import { refuse } from "../errors.js";
import { asObject, asText, textsOf, type JsonObject } from "../json.js";
import type { Resource } from "../store.js";

/** routing.md 7.3: ranges that no virtual network may hold. */
const FORBIDDEN = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];

/** Reads a prefix of a resource, or refuses it. */
export function checkPrefix(text: string, owner: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) {
    // Seen as a refusal of misspelt subnet prefixes: Azure/azure-service-operator issue 997.
    refuse("InvalidAddressPrefixFormat", `Address prefix ${text} of resource ${owner} is not formatted correctly. CIDR notation is expected, for example 10.0.0.0/24.`);
  }
  if (prefix.hostBits) {
    // routing.md 15 row 11.
    refuse("InvalidCIDRNotation", `The address prefix ${text} in resource ${owner} has an invalid CIDR notation. For this length it is ${formatPrefix(prefix)}.`);
  }
  return prefix;
}

/** Reads a prefix of an address space, or refuses it. */
export function checkSpacePrefix(text: string, owner: string): Prefix {
  const prefix = checkPrefix(text, owner);
  const forbidden = FORBIDDEN.find((range) => {
    const taken = parsePrefix(range);
    return taken !== undefined && overlap(taken, prefix);
  });
  // routing.md 7.3; 15 row 12 has the code. No /1 is free of such a range, so /2 is the largest block (7.1).
  if (forbidden !== undefined) refuse("NetcfgInvalidIPAddressPrefix", `Address prefix ${text} of ${owner} is not allowed: it holds addresses of ${forbidden}.`);
  return prefix;
}

/** The prefixes of a subnet, in whichever of the two properties they stand. */
export function subnetPrefixTexts(properties: JsonObject): string[] {
  const single = asText(properties["addressPrefix"]);
  const several = textsOf(properties["addressPrefixes"]);
  return several.length > 0 ? several : single === undefined ? [] : [single];
}

/** The prefixes of a subnet that has been accepted. */
export function subnetPrefixes(subnet: Resource): Prefix[] {
  return subnetPrefixTexts(subnet.properties).map(parsePrefix).filter((prefix) => prefix !== undefined);
}

/** The texts of a virtual network's address space. */
export function spaceTexts(network: Resource): string[] {
  return textsOf(asObject(network.properties["addressSpace"])?.["addressPrefixes"]);
}

/** The address space of a virtual network that has been accepted. */
export function space(network: Resource): Prefix[] {
  return spaceTexts(network).map(parsePrefix).filter((prefix) => prefix !== undefined);
}

/** The first prefixes of two lists that share an address, as text. */
export function firstOverlap(ones: Prefix[], others: Prefix[]): string | undefined {
  for (const one of ones) {
    const other = others.find((candidate) => overlap(one, candidate));
    if (other) return formatPrefix(one.length >= other.length ? one : other);
  }
  return undefined;
}
