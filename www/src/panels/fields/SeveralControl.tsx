// A list of names or words, each of which can be taken away, and what can be added.

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { ofKind } from "../../document/model.ts";
import { list, type Field, type JsonObject, type Kind } from "../../objects/kind.ts";
import { useModel } from "../../state/store.ts";

export function SeveralControl({
  id,
  field,
  value,
  onChange,
  focus,
}: {
  id: string;
  field: Extract<Field, { type: "several" }>;
  value: JsonObject;
  onChange: (chosen: string[] | undefined) => void;
  focus: object;
}): ReactNode {
  const model = useModel();
  const { of, or } = field;
  const named = (kind: Kind): string[] => ofKind(model, kind).map(({ reference }) => reference);
  const known = typeof of === "string" ? [...named(of), ...(or === undefined ? [] : named(or))] : of;
  const chosen = list(value, field.key);
  const has = (name: string): boolean => chosen.some((each) => each.toLowerCase() === name.toLowerCase());
  const left = known.filter((name) => !has(name));
  const set = (names: string[]): void => onChange(names.length === 0 ? undefined : names);
  return (
    <>
      {chosen.length > 0 && (
        <ul className="several">
          {chosen.map((name, index) => (
            <li key={index}>
              <span className="cut" title={name}>
                {name}
              </span>
              <button
                type="button"
                aria-label={`Remove ${name}`}
                onClick={() => set(chosen.filter((_, other) => other !== index))}
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id={id}
        className="control"
        {...focus}
        value=""
        disabled={left.length === 0}
        onChange={(event) => set([...chosen, event.target.value])}
      >
        <option value="">{left.length > 0 ? "Add…" : chosen.length > 0 ? "No more to add" : "None to add"}</option>
        {left.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </>
  );
}
