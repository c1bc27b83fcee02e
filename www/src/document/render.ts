// JSON as people write it: what fits on a line stands on one, the rest is broken one level at a time.

const WIDTH = 100;
const STEP = "  ";

/** The text of the value, whose first line starts at this indentation. */
export function render(value: unknown, indent: string): string {
  const line = inline(value);
  if (line.length + indent.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const inner = indent + STEP;
  const members = Array.isArray(value)
    ? value.map((item) => render(item, inner))
    : Object.entries(value).map(([key, item]) => renderMember(key, item, inner));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${members.map((member) => inner + member).join(",\n")}\n${indent}${close}`;
}

export function renderMember(key: string, value: unknown, indent: string): string {
  return `${JSON.stringify(key)}: ${render(value, indent)}`;
}

function inline(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
