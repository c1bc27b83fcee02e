// Our own Markdown pages on a terminal: as they are, with headings and code set off by colour.

import type { Style } from "../context.js";

export function renderMarkdown(page: string, style: Style): string {
  let inCode = false;
  const lines = page.trimEnd().split("\n").map((line) => {
    if (line.startsWith("```")) {
      inCode = !inCode;
      return style.dim(line);
    }
    if (inCode) return style.cyan(line);
    if (line.startsWith("#")) return style.bold(line);
    return line.replace(/`[^`]+`/g, (code) => style.cyan(code));
  });
  return `${lines.join("\n")}\n`;
}
