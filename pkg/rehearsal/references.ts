// Checks that what a body refers to exists, is of the right type, near enough, and not being written.

import { ArmError, refuse } from "./errors.js";
import { parseAnyId, parseId } from "./ids.js";
import { asText, sameText } from "./json.js";
import { referencesIn, type Resource, type Store } from "./store.js";

/** What a member may refer to, and whether both ends must be in one region (routing.md 4.9, 15 row 27). */
const TARGETS: Record<string, { type: string; sameRegion: boolean }> = {
  applicationSecurityGroups: { type: "Microsoft.Network/applicationSecurityGroups", sameRegion: true },
  gatewayDefaultSite: { type: "Microsoft.Network/localNetworkGateways", sameRegion: false },
  natGateway: { type: "Microsoft.Network/natGateways", sameRegion: true },
  networkSecurityGroup: { type: "Microsoft.Network/networkSecurityGroups", sameRegion: true },
  publicIPAddress: { type: "Microsoft.Network/publicIPAddresses", sameRegion: true },
  publicIpAddresses: { type: "Microsoft.Network/publicIPAddresses", sameRegion: true },
  remoteVirtualNetwork: { type: "Microsoft.Network/virtualNetworks", sameRegion: false },
  routeTable: { type: "Microsoft.Network/routeTables", sameRegion: true },
  subnet: { type: "Microsoft.Network/virtualNetworks/subnets", sameRegion: true },
};

/** Refuses what a resource refers to in vain. Types that the rehearsal does not know are taken on trust. */
export function checkReferences(store: Store, resource: Resource): void {
  for (const reference of referencesIn(resource.properties)) {
    const any = parseAnyId(reference.id);
    if (!any) {
      // Azure Resource Manager's own refusal of a text that is no resource id.
      refuse("LinkedInvalidPropertyId", `Property id '${reference.id}' at path '${reference.path}' is invalid: a fully qualified resource id is expected.`);
    }
    const target = TARGETS[reference.member];
    if (!target) continue;
    if (!sameText(any.type, target.type)) {
      throw new ArmError(400, "InvalidRequestFormat", "Cannot parse the request.", [
        {
          code: "InvalidJsonReferenceFormat",
          message: `Reference Id ${reference.id} is not formatted correctly: a ${target.type} is expected. Path ${reference.path}.`,
        },
      ]);
    }
    const found = store.get(reference.id);
    if (!found || (target.sameRegion && !near(store, resource, found))) {
      // routing.md 15 row 27: missing and in another region are the same refusal.
      refuse(
        "InvalidResourceReference",
        `Resource ${reference.id} referenced by resource ${resource.id} was not found. Both must exist, in one region.`,
      );
    }
  }
}

function near(store: Store, one: Resource, other: Resource): boolean {
  const place = (resource: Resource) => {
    const location = asText(store.root(resource).envelope["location"])?.replaceAll(" ", "").toLowerCase();
    return `${location} ${parseId(resource.id)?.subscription.toLowerCase()}`;
  };
  return place(one) === place(other);
}
