// What stands inside the selected object, or uses it: subnets, routes, peerings, devices.

import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { askFor } from "../../actions/objects.ts";
import { selectObject } from "../../actions/select.ts";
import { childItems, type Item, type Model } from "../../document/model.ts";
import { usesOf } from "../../document/references.ts";
import { childrenOf, KINDS } from "../../objects/index.ts";
import { inSentence } from "../../objects/kind.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { IconButton } from "../../widgets/Button.tsx";
import { KIND_ICONS } from "../../widgets/icons.ts";

export function Children({ item }: { item: Item }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const inside = childrenOf(item.kind);
  const users = usersOf(model, item);
  return (
    <>
      {inside !== undefined && (
        <Section
          title={inside.plural}
          items={childItems(model, item)}
          onAdd={() => askFor(store, inside.kind, {}, item.id)}
        />
      )}
      {item.kind === "virtualNetwork" && (
        <Section
          title="Peerings"
          items={users.filter(({ kind }) => kind === "peering")}
          onAdd={() => askFor(store, "peering", { from: item.name })}
        />
      )}
      <Section
        title="Used by"
        items={users.filter(({ kind }) => item.kind !== "virtualNetwork" || kind !== "peering")}
      />
    </>
  );
}

function Section({ title, items, onAdd }: { title: string; items: readonly Item[]; onAdd?: () => void }): ReactNode {
  if (items.length === 0 && onAdd === undefined) return null;
  return (
    <section className="inspector-section">
      <header>
        <h3>{title}</h3>
        {onAdd !== undefined && (
          <IconButton icon={Plus} label={`Add to ${inSentence(title)}`} className="icon-button-small" onClick={onAdd} />
        )}
      </header>
      {items.length === 0 && <p className="muted inspector-none">None yet</p>}
      <ItemList items={items} />
    </section>
  );
}

export function ItemList({ items }: { items: readonly Item[] }): ReactNode {
  const store = useStoreApi();
  return (
    <ul>
      {items.map((item) => {
        const Icon = KIND_ICONS[item.kind];
        return (
          <li key={item.id}>
            <button type="button" className="item" onClick={() => selectObject(store, item.id, "panel")}>
              <Icon size={14} aria-hidden />
              <span className="item-name cut" title={item.name}>
                {item.name}
              </span>
              {detailOf(item) !== "" && <span className="item-detail cut">{detailOf(item)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function detailOf(item: Item): string {
  return KINDS[item.kind].detail?.(item.value) ?? "";
}

/** The objects whose text names this one, each once, in the order of the document. */
function usersOf(model: Model, item: Item): Item[] {
  const pointers = usesOf(model, item).map(({ pointer }) => pointer);
  return model.items.filter(
    (candidate) =>
      candidate.id !== item.id &&
      candidate.parent !== item.id &&
      pointers.some((pointer) => pointer.startsWith(`${candidate.pointer}/`)) &&
      !ofNested(model, candidate, pointers),
  );
}

/** The mention stands in a child of the candidate: then the child is the user. */
function ofNested(model: Model, candidate: Item, pointers: readonly string[]): boolean {
  const children = childItems(model, candidate);
  return pointers
    .filter((pointer) => pointer.startsWith(`${candidate.pointer}/`))
    .every((pointer) => children.some((child) => pointer.startsWith(`${child.pointer}/`)));
}
