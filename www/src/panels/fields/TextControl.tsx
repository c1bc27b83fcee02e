// A line or some lines of text. Escape takes back what was typed and not yet taken over.

import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";

export interface TextControlProps {
  readonly id: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean;
  readonly live?: boolean;
  readonly first?: boolean;
  readonly suggestions?: readonly string[];
}

export function TextControl({
  id,
  value,
  onCommit,
  placeholder,
  multiline = false,
  live = false,
  first = false,
  suggestions,
}: TextControlProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const listId = useId();
  useEffect(() => setTyped(value), [value]);
  const commit = (): void => {
    if (typed !== value) onCommit(typed);
  };
  const shared = {
    id,
    className: "control",
    value: typed,
    placeholder,
    spellCheck: false,
    autoComplete: "off",
    ...(first ? { "data-focus-first": true } : {}),
    onBlur: live ? undefined : commit,
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key === "Enter" && !multiline && !live) commit();
      if (event.key === "Escape" && typed !== value && !live) {
        event.stopPropagation();
        setTyped(value);
      }
    },
  };
  const change = (text: string): void => {
    setTyped(text);
    if (live) onCommit(text);
  };
  if (multiline) {
    const rows = Math.min(6, Math.max(1, typed.split("\n").length));
    return <textarea {...shared} rows={rows} onChange={(event) => change(event.target.value)} />;
  }
  return (
    <>
      <input
        {...shared}
        type="text"
        list={suggestions === undefined ? undefined : listId}
        onChange={(event) => change(event.target.value)}
      />
      {suggestions !== undefined && (
        <datalist id={listId}>
          {[...new Set(suggestions)].map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}
