// What is selected, with its main properties to change; the whole design when nothing is.

import { Code, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { deleteSelected } from "../../actions/objects.ts";
import { alsoRemoved } from "../../actions/removeObject.ts";
import { renameObject } from "../../actions/renameObject.ts";
import { selectPlace } from "../../actions/select.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { kindOf, type Item } from "../../document/model.ts";
import type { JsonObject } from "../../objects/kind.ts";
import { ownershipFields } from "../../objects/ownership.ts";
import { INTERNET } from "../../state/state.ts";
import { useDesigner, useModel, useStoreApi } from "../../state/store.ts";
import { Button, IconButton } from "../../widgets/Button.tsx";
import { KIND_ICONS } from "../../widgets/icons.ts";
import { FieldControl } from "../fields/FieldControl.tsx";
import { Children } from "./Children.tsx";
import { Findings } from "./Findings.tsx";
import { InternetInspector } from "./InternetInspector.tsx";
import { Overview } from "./Overview.tsx";
import { PathButtons } from "./PathButtons.tsx";
import "./inspector.css";

export function Inspector(): ReactNode {
  const model = useModel();
  const id = useDesigner((state) => state.selection?.id ?? null);
  if (id === INTERNET) return <InternetInspector />;
  const item = id === null ? undefined : model.byId.get(id);
  return item === undefined ? <Overview /> : <ObjectInspector key={item.id} item={item} />;
}

function ObjectInspector({ item }: { item: Item }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const kind = kindOf(item);
  const Icon = KIND_ICONS[item.kind];
  const parent = item.parent === null ? undefined : model.byId.get(item.parent);
  const goesToo = alsoRemoved(model, item);
  const change = (values: JsonObject): void => {
    const { name } = values;
    if (typeof name === "string") perform(store, renameObject, { id: item.id, name });
    else perform(store, setProperties, { pointer: item.pointer, values });
  };
  return (
    <div className="inspector">
      <header className="inspector-header">
        <Icon size={20} strokeWidth={1.75} aria-hidden />
        <div className="cut">
          <h2 className="cut" title={item.name}>
            {item.name}
          </h2>
          <p className="muted cut">
            {kind.label}
            {parent !== undefined && ` of ${parent.name}`}
          </p>
        </div>
        <IconButton icon={Code} label="Show it in the code" onClick={() => selectPlace(store, item.pointer, "panel")} />
      </header>
      <PathButtons item={item} />
      <Findings item={item} />
      <div className="fields">
        {[...kind.fields(item.value), ...ownershipFields(kind, item.value)].map((field, index) => (
          <FieldControl
            key={field.key}
            field={field}
            value={item.value}
            pointer={item.pointer}
            onChange={change}
            first={index === 0}
          />
        ))}
      </div>
      <Children item={item} />
      <footer className="inspector-footer">
        <Button icon={Trash2} look="danger" onClick={() => void deleteSelected.run(store)}>
          Delete
        </Button>
        {goesToo.length > 0 && (
          <p className="muted">
            With it {goesToo.length === 1 ? "goes" : "go"} {goesToo.map(({ name }) => name).join(", ")}.
          </p>
        )}
      </footer>
    </div>
  );
}
