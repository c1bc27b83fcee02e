// A sentence of the engine: names stand between backticks in it, and are set as code.

import type { ReactNode } from "react";

export function Prose({ text }: { text: string }): ReactNode {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
