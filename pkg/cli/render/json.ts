// Answers for machines.

/** Indented JSON with a line feed at the end. */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
