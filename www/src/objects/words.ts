// The closed lists of words of the design language, from its schema: what is added to the language is offered.

import { DESIGN_SCHEMA } from "../document/schema.ts";

export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
}

/** The members of a record, by name. */
export function membersOf(definition: string): Readonly<Record<string, SchemaNode>> {
  return (DESIGN_SCHEMA as SchemaNode).definitions?.[definition]?.properties ?? {};
}

/** Whether the language has this member at the top of a design. */
export function hasTopMember(name: string): boolean {
  return (DESIGN_SCHEMA as SchemaNode).properties?.[name] !== undefined;
}

function property(definition: string, name: string): SchemaNode {
  return membersOf(definition)[name] ?? {};
}

/** The words that a property takes, or each item of its list. */
export function wordsOf(definition: string, name: string): readonly string[] {
  const node = property(definition, name);
  return node.enum ?? node.items?.enum ?? [];
}

/** The service tags that a route can name; each of them also has one for every region, as `Storage.EastUS`. */
export const SERVICE_TAGS: readonly string[] = (property("Route", "addressPrefix").anyOf ?? [])
  .flatMap(({ examples = [] }) => examples)
  .filter((example): example is string => typeof example === "string" && /^[A-Z]/.test(example));
