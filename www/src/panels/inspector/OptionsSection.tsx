// How strictly the design is judged, and what is taken to be true where Microsoft's own sources disagree.

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { isJsonObject, text, type Field } from "../../objects/kind.ts";
import { wordsOf } from "../../objects/words.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { FieldControl } from "../fields/FieldControl.tsx";

const PROFILE: Field = {
  key: "profile",
  label: "Rules",
  type: "choice",
  choices: wordsOf("Options", "profile"),
  default: "recommended",
  help: "azure: only what Azure refuses. landing-zone: also what Microsoft's landing zones ask for.",
};

/** The open points (docs/options.md), each with its default. */
const OPEN_POINTS: readonly Field[] = [
  openPoint("bastionRouteTable", "Route tables refused on AzureBastionSubnet", "Refused"),
  openPoint("noneRoutesRemovedBy", "None routes are removed by", "NotToNone"),
  openPoint("virtualNetworkTagHolds", "VirtualNetwork tag holds", "DefaultRouteToAppliance"),
  { key: "undocumentedNoneRoutes", label: "Undocumented None routes", type: "flag", default: true },
  {
    key: "suppressions",
    label: "Suppressions",
    type: "records",
    line: (entry) => ({ title: text(entry, "code"), detail: [text(entry, "path"), text(entry, "reason")].join(" · ") }),
  },
];

function openPoint(key: string, label: string, preset: string): Field {
  return { key, label, type: "choice", choices: wordsOf("Options", key), default: preset };
}

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
      {open && <div className="fields">{[PROFILE, ...OPEN_POINTS].map(control)}</div>}
    </section>
  );
}
