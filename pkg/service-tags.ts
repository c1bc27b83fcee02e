// The addresses of service tags: from the file that Microsoft publishes every week to what the engine reads.

import { UsageError } from "./errors.js";

/** What is read of Microsoft's file "Azure IP Ranges and Service Tags", and of the answer of its Service Tag Discovery API. */
export interface ServiceTags {
  values: readonly { name: string; properties: { addressPrefixes: readonly string[] } }[];
}

/** One line for each tag: its name, then its prefixes. Throws `UsageError` for anything else than such a file. */
export function written(tags: ServiceTags | undefined): string | undefined {
  if (tags === undefined) return undefined;
  const { values } = (tags ?? {}) as Partial<ServiceTags>;
  if (!Array.isArray(values)) throw new UsageError("these are not service tags as Microsoft publishes them: there is no list `values`");
  return (values as Partial<ServiceTags["values"][number]>[]).map(line).join("\n");
}

function line(tag: Partial<ServiceTags["values"][number]> | null, index: number): string {
  const prefixes: unknown = tag?.properties?.addressPrefixes;
  if (typeof tag?.name !== "string" || !isTexts(prefixes)) {
    throw new UsageError(`these are not service tags as Microsoft publishes them: \`values[${index}]\` has no name, or no address prefixes`);
  }
  return [tag.name, ...prefixes].join(" ");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
