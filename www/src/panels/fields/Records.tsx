// A list of small objects, one line each; picking one shows it in the code.

import type { ReactNode } from "react";
import { selectPlace } from "../../actions/select.ts";
import { objects, type Field, type JsonObject } from "../../objects/kind.ts";
import { useStoreApi } from "../../state/store.ts";

export interface RecordsProps {
  readonly id: string;
  readonly field: Extract<Field, { type: "records" }>;
  readonly value: JsonObject;
  readonly pointer: string;
}

export function Records({ id, field, value, pointer }: RecordsProps): ReactNode {
  const store = useStoreApi();
  const entries = objects(value, field.key);
  if (entries.length === 0) return <p className="field-help">None</p>;
  return (
    <ul id={id} className="records">
      {entries.map((entry, index) => {
        const { title, detail } = field.line(entry);
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
