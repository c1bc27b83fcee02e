// Adds an object to the design, from what its form asked for.

import { appendTo } from "../document/edit.ts";
import { collectionPointer, readModel } from "../document/model.ts";
import { KINDS } from "../objects/index.ts";
import { inSentence, isJsonObject, type JsonObject, type Kind } from "../objects/kind.ts";
import type { Edit } from "./edit.ts";

export interface NewObject {
  readonly kind: Kind;
  /** Id of the object that is to hold it. */
  readonly parent: string | null;
  readonly answers: JsonObject;
}

export const addObject: Edit<NewObject> = {
  label: ({ kind, answers }) => `Add ${inSentence(KINDS[kind].label)} ${nameOf(kind, answers)}`,
  apply: (document, { kind, parent, answers }) => {
    const holder = parent === null ? null : (readModel(document.text).byId.get(parent) ?? null);
    const description = KINDS[kind];
    return {
      ...document,
      text: appendTo(document.text, collectionPointer(description, holder), description.create(answers)),
    };
  },
  select: ({ kind }, after) => after.items.findLast((item) => item.kind === kind)?.id ?? null,
};

function nameOf(kind: Kind, answers: JsonObject): string {
  const made = KINDS[kind].create(answers);
  const value = isJsonObject(made) ? made : { "": made };
  return KINDS[kind].title?.(value) ?? String(value["name"] ?? "");
}
