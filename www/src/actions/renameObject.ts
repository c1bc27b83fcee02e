// Renames an object everywhere: where it is declared, and wherever the design refers to it.

import { setAt } from "../document/edit.ts";
import type { Positions } from "../document/history.ts";
import { readModel } from "../document/model.ts";
import { references, renamed } from "../document/references.ts";
import type { Edit } from "./edit.ts";

export interface Renaming {
  readonly id: string;
  readonly name: string;
}

export const renameObject: Edit<Renaming> = {
  label: ({ id, name }, before) => `Rename ${before.byId.get(id)?.name ?? ""} to ${name}`,
  apply: (document, { id, name }) => {
    const { text, positions } = document;
    const model = readModel(text);
    const item = model.byId.get(id);
    if (item === undefined) return document;
    const uses = references(model.root).flatMap((reference) => {
      const value = renamed(reference, item, name);
      return value === null ? [] : [{ pointer: reference.pointer, value }];
    });
    const changes = [{ pointer: `${item.pointer}/name`, value: name }, ...uses];
    return {
      ...document,
      text: changes.reduce((before, { pointer, value }) => setAt(before, pointer, value), text),
      positions: moved(positions, id, idAfter(id, name)),
    };
  },
  select: ({ id, name }) => idAfter(id, name),
};

function idAfter(id: string, name: string): string {
  const stem = Math.max(id.lastIndexOf("/"), id.indexOf(":")) + 1;
  return id.slice(0, stem) + name.toLowerCase();
}

function moved(positions: Positions, before: string, after: string): Positions {
  const { [before]: at, ...others } = positions;
  return at === undefined ? positions : { ...others, [after]: at };
}
