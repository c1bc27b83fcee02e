// Peers two virtual networks, both links at once, unless they are peered already.

import { appendTo } from "../document/edit.ts";
import { ofKind, readModel, type Model } from "../document/model.ts";
import { list, text } from "../objects/kind.ts";
import type { Edit } from "./edit.ts";

export interface Ends {
  readonly from: string;
  readonly to: string;
}

export const connectNetworks: Edit<Ends> = {
  label: ({ from, to }, before) => `Peer ${nameOf(before, from)} with ${nameOf(before, to)}`,
  apply: (document, ends) => {
    const model = readModel(document.text);
    if (peeringOf(model, ends) !== null) return document;
    const between = [nameOf(model, ends.from), nameOf(model, ends.to)];
    return { ...document, text: appendTo(document.text, "/peerings", { between }) };
  },
  select: (ends, after) => peeringOf(after, ends),
};

function nameOf(model: Model, id: string): string {
  return model.byId.get(id)?.name ?? "";
}

function peeringOf(model: Model, { from, to }: Ends): string | null {
  const wanted = [nameOf(model, from), nameOf(model, to)].map((name) => name.toLowerCase()).sort();
  const found = ofKind(model, "peering").find(({ value }) => {
    const ends = value["between"] === undefined ? [text(value, "from"), text(value, "to")] : list(value, "between");
    return (
      ends
        .map((name) => name.toLowerCase())
        .sort()
        .join(" ") === wanted.join(" ")
    );
  });
  return found?.id ?? null;
}
