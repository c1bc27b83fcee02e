// How strictly the design is judged, and what is taken to be true where Microsoft's own sources disagree.

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { isJsonObject, text, type Field } from "../../objects/kind.ts";
import { OPTIONS } from "../../objects/options.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { FieldControl } from "../fields/FieldControl.tsx";

export function OptionsSection(): ReactNode {
  const store = useStoreApi();
  const { root } = useModel();
  const [open, setOpen] = useState(false);
  const options = isJsonObject(root["options"]) ? root["options"] : {};
  const control = (field: Field): ReactNode => (
    <FieldControl
      key={field.key}
      field={field}
      value={options}
      pointer="/options"
      onChange={(values) => perform(store, setProperties, { pointer: "/options", values })}
    />
  );
  return (
    <section className="inspector-section">
      <header>
        <button type="button" className="section-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={14} aria-hidden className={open ? "chevron-open" : ""} />
          <h3>Options</h3>
          {!open && <span className="count">{text(options, "profile") || "recommended"}</span>}
        </button>
      </header>
      {open && <div className="fields">{OPTIONS.map(control)}</div>}
    </section>
  );
}
