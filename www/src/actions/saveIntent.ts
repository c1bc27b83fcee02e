// Turns the path on the drawing into an intent, so that it is proven from now on.

import { appendTo } from "../document/edit.ts";
import { intentEnd } from "../document/ends.ts";
import { ofKind, readModel } from "../document/model.ts";
import type { Trace, TypedQuery } from "../engine/answers.ts";
import type { Edit } from "./edit.ts";

export interface Followed {
  readonly query: TypedQuery;
  readonly trace: Trace;
}

export const saveIntent: Edit<Followed> = {
  label: ({ query }) => `Add intent ${query.from} to ${query.to}`,
  apply: (document, { query, trace }) => {
    const model = readModel(document.text);
    const taken = new Set(ofKind(model, "intent").map(({ name }) => name.toLowerCase()));
    const stem = `${slug(query.from)}-to-${slug(query.to)}`;
    let name = stem;
    for (let copy = 2; taken.has(name); copy += 1) name = `${stem}-${copy}`;
    const inspector = trace.forward.hops.find(({ kind }) => kind === "Firewall" || kind === "Appliance")?.at;
    const intent = {
      name,
      from: intentEnd(model, query.from),
      to: intentEnd(model, query.to),
      ...(query.protocol === undefined || query.protocol === "Any" ? {} : { protocol: query.protocol }),
      ...(query.port === undefined ? {} : { ports: [query.port] }),
      delivered: trace.forward.delivered,
      ...(trace.forward.delivered && inspector !== undefined ? { through: inspector } : {}),
    };
    return { ...document, text: appendTo(document.text, "/intents", intent) };
  },
  select: (_, after) => ofKind(after, "intent").at(-1)?.id ?? null,
};

function slug(end: string): string {
  return (
    end
      .split(/\/|: /)
      .at(-1)
      ?.replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase() ?? end
  );
}
