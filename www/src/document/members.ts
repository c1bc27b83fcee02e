// Putting a member into an object or array of the text, and taking one out, so that comments and
// the layout of everything else stay. (jsonc-parser's own edits lay the whole container out anew,
// and break the text when the last item of an array without spaces is removed.)

import { createScanner, type Edit, type Node } from "jsonc-parser";

/** The text of the new member, once its indentation is known. */
export type Member = (indent: string) => string;

export function insertMember(text: string, container: Node, index: number, member: Member): Edit[] {
  const children = container.children ?? [];
  const next = children[index];
  if (next !== undefined) {
    const { gap, indent } = layoutOf(text, container, index);
    return [{ offset: next.offset, length: 0, content: `${member(indent)},${gap}` }];
  }
  const last = children.at(-1);
  return last === undefined ? insertFirst(text, container, member) : insertLast(text, container, last, member);
}

function insertFirst(text: string, container: Node, member: Member): Edit[] {
  const start = container.offset + 1;
  const end = container.offset + container.length - 1;
  const outer = indentAt(text, container.offset);
  const inner = `${outer}  `;
  const content = member(inner);
  const old = text.slice(start, end).trimEnd();
  // A comment, perhaps to the end of its line, stays before the new member.
  if (old !== "" || content.includes("\n") || outer.length + content.length > 80) {
    return [{ offset: start, length: end - start, content: `${old}\n${inner}${content}\n${outer}` }];
  }
  const space = container.type === "object" ? " " : "";
  return [{ offset: start, length: end - start, content: `${space}${content}${space}` }];
}

function insertLast(text: string, container: Node, last: Node, member: Member): Edit[] {
  const { gap, indent } = layoutOf(text, container, (container.children?.length ?? 1) - 1);
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const base = comma === null ? end : comma + 1;
  const at = endOfComment(text, base);
  const content = (at === base ? gap : `\n${indent}`) + member(indent);
  if (comma !== null) return [{ offset: at, length: 0, content: `${content},` }];
  return at === end
    ? [{ offset: end, length: 0, content: `,${content}` }]
    : [
        { offset: end, length: 0, content: "," },
        { offset: at, length: 0, content },
      ];
}

export function removeMember(text: string, container: Node, index: number): Edit[] {
  const children = container.children ?? [];
  const child = children[index];
  if (child === undefined) return [];
  const end = child.offset + child.length;
  const comma = commaAfter(text, end);
  const through = endOfComment(text, comma === null ? end : comma + 1);
  if (index < children.length - 1) return [cut(child.offset, skipSpace(text, through))];
  const from = startOfSpace(text, child.offset);
  const previous = children[index - 1];
  if (previous === undefined) {
    const close = container.offset + container.length - 1;
    return [cut(from, skipSpace(text, through) === close ? close : through)];
  }
  const before = commaAfter(text, previous.offset + previous.length);
  return comma !== null || before === null ? [cut(from, through)] : joined(cut(before, before + 1), cut(from, through));
}

/** Two cuts; the comma may be the last thing before the white space that goes too. */
function joined(first: Edit, second: Edit): Edit[] {
  return first.offset + first.length >= second.offset
    ? [cut(first.offset, second.offset + second.length)]
    : [first, second];
}

function cut(from: number, to: number): Edit {
  return { offset: from, length: to - from, content: "" };
}

/** What stands between the members around this one: a space, or a new line and the indentation. */
function layoutOf(text: string, container: Node, index: number): { gap: string; indent: string } {
  const child = container.children?.[index];
  const before = container.children?.[index - 1];
  const from = before === undefined ? container.offset : before.offset + before.length;
  const to = child?.offset ?? container.offset;
  const indent = indentAt(text, to);
  return text.slice(from, to).includes("\n") ? { gap: `\n${indent}`, indent } : { gap: " ", indent };
}

/** The white space with which the line of this offset starts. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function commaAfter(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === "," ? at : null;
}

/** Past a comment that takes the rest of the line: it is about what stands before it. */
function endOfComment(text: string, offset: number): number {
  const rest = /^[ \t]*(\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*(?=\r?\n|$))/.exec(
    text.slice(offset, offset + 2000),
  );
  return rest === null ? offset : offset + rest[0].replace(/\r$/, "").length;
}

/** Where the white space before the offset starts; the end of a line that may be a comment's stays. */
function startOfSpace(text: string, offset: number): number {
  const start = text.slice(0, offset).trimEnd().length;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return line.includes("//") && start < offset ? start + 1 : start;
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
