// Changes properties of an object; `undefined` takes a property away. The property without a name is the object itself, a list.

import { setAt } from "../document/edit.ts";
import { itemAt } from "../document/model.ts";
import type { Edit } from "./edit.ts";

export interface PropertyChange {
  /** Pointer of the object. */
  readonly pointer: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const setProperties: Edit<PropertyChange> = {
  label: ({ pointer, values }, before) => {
    const object = itemAt(before, pointer)?.name ?? "the design";
    return `Change ${Object.keys(values)[0] || "members"} of ${object}`;
  },
  apply: (document, { pointer, values }) => ({
    ...document,
    text: Object.entries(values).reduce((text, [key, value]) => setAt(text, key === "" ? pointer : `${pointer}/${key}`, value), document.text),
  }),
};
