// One of several words; a word that the design does not know stays, and is marked.

import type { ReactNode } from "react";

export function Select({
  id,
  value,
  options,
  empty,
  onChange,
  focus,
}: {
  id: string;
  value: string;
  options: readonly (readonly [string, string])[];
  empty: string;
  onChange: (chosen: string) => void;
  focus?: object;
}): ReactNode {
  const known = value === "" || options.some(([option]) => option === value);
  return (
    <select id={id} className="control" {...focus} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{empty}</option>
      {!known && <option value={value}>{value} (not in the design)</option>}
      {options.map(([option, label]) => (
        <option key={option} value={option}>
          {label}
        </option>
      ))}
    </select>
  );
}
