// The whole design: its own properties, and every object by kind.

import { ChevronRight, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { askFor } from "../../actions/objects.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { ofKind, type Item } from "../../document/model.ts";
import { OFFERED_KINDS } from "../../objects/index.ts";
import { inSentence, type Field, type ObjectKind } from "../../objects/kind.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { IconButton } from "../../widgets/Button.tsx";
import { FieldControl } from "../fields/FieldControl.tsx";
import { ItemList } from "./Children.tsx";
import { NetworkManagerSection, OptionsSection } from "./MemberSections.tsx";

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
      <OptionsSection />
      <NetworkManagerSection />
      {OFFERED_KINDS.filter(({ parent }) => parent === undefined).map((kind) => (
        <KindSection key={kind.kind} kind={kind} items={ofKind(model, kind.kind)} />
      ))}
    </div>
  );
}

/** More than these are listed when asked for. */
const FEW = 12;

function KindSection({
  kind: { kind, label, plural },
  items,
}: {
  kind: ObjectKind;
  items: readonly Item[];
}): ReactNode {
  const store = useStoreApi();
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? (items.length > 0 && items.length <= FEW);
  return (
    <section className="inspector-section">
      <header>
        <button type="button" className="section-toggle" aria-expanded={open} onClick={() => setOpened(!open)}>
          <ChevronRight size={14} aria-hidden className={open ? "chevron-open" : ""} />
          <h3>{plural}</h3>
          <span className="count">{items.length}</span>
        </button>
        <IconButton
          icon={Plus}
          label={`Add ${inSentence(label)}`}
          className="icon-button-small"
          onClick={() => askFor(store, kind)}
        />
      </header>
      {open && <ItemList items={items} />}
    </section>
  );
}
