// What is not an object of its own: the options, and the settings of Azure Virtual Network Manager.

import { ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { perform } from "../../actions/edit.ts";
import { setProperties } from "../../actions/setProperties.ts";
import { isJsonObject, objects, text, type Field } from "../../objects/kind.ts";
import { OPTIONS } from "../../objects/options.ts";
import { MANAGER_SETTINGS } from "../../objects/routingRule.ts";
import { useModel, useStoreApi } from "../../state/store.ts";
import { FieldControl } from "../fields/FieldControl.tsx";

/** How strictly the design is judged, and what is taken to be true where Microsoft's own sources disagree. */
export function OptionsSection(): ReactNode {
  return <MemberSection member="options" title="Options" fields={OPTIONS} shown="profile" otherwise="recommended" />;
}

/** Nothing where the network manager has no routing rules, which are all that its settings are about. */
export function NetworkManagerSection(): ReactNode {
  const manager = useModel().root["networkManager"];
  if (!isJsonObject(manager) || objects(manager, "routingRules").length === 0) return null;
  return <MemberSection member="networkManager" title="Network manager" fields={MANAGER_SETTINGS} shown="routeTableUsageMode" otherwise="ManagedOnly" />;
}

interface Props {
  /** The member at the top of the design. */
  readonly member: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** The property that is told while the section is closed, and what its absence means. */
  readonly shown: string;
  readonly otherwise: string;
}

function MemberSection({ member, title, fields, shown, otherwise }: Props): ReactNode {
  const store = useStoreApi();
  const { root } = useModel();
  const [open, setOpen] = useState(false);
  const found = root[member];
  const value = isJsonObject(found) ? found : {};
  const pointer = `/${member}`;
  const control = (field: Field): ReactNode => (
    <FieldControl
      key={field.key}
      field={field}
      value={value}
      pointer={pointer}
      onChange={(values) => perform(store, setProperties, { pointer, values })}
    />
  );
  return (
    <section className="inspector-section">
      <header>
        <button type="button" className="section-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={14} aria-hidden className={open ? "chevron-open" : ""} />
          <h3>{title}</h3>
          {!open && <span className="count">{text(value, shown) || otherwise}</span>}
        </button>
      </header>
      {open && <div className="fields">{fields.map(control)}</div>}
    </section>
  );
}
