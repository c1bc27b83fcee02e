// A list of small objects, or names that stand for some, one line each; picking one shows it in the code.

import type { ReactNode } from "react";
import { selectPlace } from "../../actions/select.ts";
import { isJsonObject, type Field, type JsonObject } from "../../objects/kind.ts";
import { useStoreApi } from "../../state/store.ts";

export interface RecordsProps {
  readonly id: string;
  readonly field: Extract<Field, { type: "records" }>;
  readonly value: JsonObject;
  readonly pointer: string;
}

export function Records({ id, field, value, pointer }: RecordsProps): ReactNode {
  const store = useStoreApi();
  const found = value[field.key];
  const entries: readonly unknown[] = Array.isArray(found) ? found : [];
  if (entries.length === 0) return <p className="field-help">None</p>;
  return (
    <ul id={id} className="records">
      {entries.map((entry, index) => {
        const { title, detail } = isJsonObject(entry) ? field.line(entry) : { title: String(entry), detail: "" };
        return (
          <li key={index}>
            <button
              type="button"
              className="record"
              onClick={() => selectPlace(store, `${pointer}/${field.key}/${index}`, "panel")}
            >
              <span>{title}</span>
              {detail !== "" && <span className="record-detail">{detail}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
