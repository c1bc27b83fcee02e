// The closed lists of words of the design language, from its schema: what is added to the language is offered.

import { DESIGN_SCHEMA } from "../document/schema.ts";

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
}

function property(definition: string, name: string): SchemaNode {
  return (DESIGN_SCHEMA as SchemaNode).definitions?.[definition]?.properties?.[name] ?? {};
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
