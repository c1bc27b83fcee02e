// From the language service's shapes to the editor's.

import type { CompletionItem, Hover, MarkupContent, MarkedString, TextDocument } from "vscode-json-languageservice";
import type { Explanation, Suggestion } from "./messages.ts";

export function suggestionOf(item: CompletionItem, document: TextDocument, offset: number): Suggestion {
  const edit = item.textEdit !== undefined && "range" in item.textEdit ? item.textEdit : undefined;
  return {
    label: item.label,
    detail: item.detail ?? "",
    documentation: plain(item.documentation ?? ""),
    insert: snippetOf(edit?.newText ?? item.insertText ?? item.label),
    from: edit === undefined ? offset : document.offsetAt(edit.range.start),
    to: edit === undefined ? offset : document.offsetAt(edit.range.end),
  };
}

export function explanationOf(hover: Hover, document: TextDocument, offset: number): Explanation | null {
  const contents: (MarkedString | MarkupContent)[] = Array.isArray(hover.contents) ? hover.contents : [hover.contents];
  const text = contents.map(plain).filter(Boolean).join("\n\n");
  if (text === "") return null;
  return {
    text,
    from: hover.range === undefined ? offset : document.offsetAt(hover.range.start),
    to: hover.range === undefined ? offset : document.offsetAt(hover.range.end),
  };
}

/** The service writes Markdown with its signs escaped; here it is shown as text. */
function plain(content: MarkedString | MarkupContent): string {
  const text = typeof content === "string" ? content : content.value;
  return text.replace(/\\([\\`*_{}[\]()#+\-.!<>])/g, "$1").trim();
}

/** `$1` and `${1|a,b|}` of the language server protocol as the editor's `${}` and `${a}`. */
export function snippetOf(text: string): string {
  return text
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, "$${$1}")
    .replace(/\$\{\d+:([^}]*)\}/g, "$${$1}")
    .replace(/\$\d+/g, "$${}")
    .replaceAll("\t", "  ");
}
