// The whole design: its own properties, and every object by kind.

import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { askFor } from "../../actions/objects.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { ofKind } from "../../document/model.ts";
import { TOP_KINDS } from "../../objects/index.ts";
import { inSentence, type Field } from "../../objects/kind.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { IconButton } from "../../widgets/Button.tsx";
import { FieldControl } from "../fields/FieldControl.tsx";
import { ItemList } from "./Children.tsx";

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", type: "text" },
  { key: "location", label: "Location", type: "text", placeholder: "eastus" },
  { key: "resourceGroup", label: "Resource group", type: "text", placeholder: "rg-network" },
];

export function Overview(): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  return (
    <div className="inspector">
      <header className="inspector-header">
        <div className="cut">
          <h2>Design</h2>
          <p className="muted">Select an object to change it</p>
        </div>
      </header>
      <div className="fields">
        {FIELDS.map((field, index) => (
          <FieldControl
            key={field.key}
            field={field}
            value={model.root}
            first={index === 0}
            onChange={(values) => perform(store, setProperties, { pointer: "", values })}
          />
        ))}
      </div>
      {TOP_KINDS.map(({ kind, plural, label }) => {
        const items = ofKind(model, kind);
        return (
          <details key={kind} className="inspector-section" open={items.length > 0 && items.length <= 12}>
            <summary>
              <h3>{plural}</h3>
              <span className="count">{items.length}</span>
              <IconButton
                icon={Plus}
                label={`Add ${inSentence(label)}`}
                className="icon-button-small"
                onClick={(event) => {
                  event.preventDefault();
                  askFor(store, kind);
                }}
              />
            </summary>
            <ItemList items={items} />
          </details>
        );
      })}
    </div>
  );
}
