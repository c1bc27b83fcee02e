// The type of a design, from the JSON Schema that the Rust types generate.

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import { inRoot } from "./root.mjs";

const HEADER = "// The shape of a design document. Generated from design.schema.json by `npm run build`: do not edit.";

/** The text of pkg/design.ts. */
export async function designTypes() {
  const schema = JSON.parse(readFileSync(inRoot("pkg", "design.schema.json"), "utf8"), withoutChoices);
  return compile({ ...schema, title: "Design" }, "Design", {
    bannerComment: HEADER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
}

/**
 * Leaves out which members exclude each other: in a type that would be an intersection with everything.
 *
 * @param {string} key
 * @param {unknown} value
 */
function withoutChoices(key, value) {
  const choices = (key === "oneOf" || key === "anyOf") && Array.isArray(value);
  return choices && value.every((choice) => Object.keys(choice).join() === "required") ? undefined : value;
}

export async function writeDesignTypes() {
  writeFileSync(inRoot("pkg", "design.ts"), await designTypes());
}
