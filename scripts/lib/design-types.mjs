// The type of a design, from the JSON Schema that the Rust types generate.

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import { inRoot } from "./root.mjs";

const HEADER = "// The shape of a design document. Generated from design.schema.json by `npm run build`: do not edit.";

/** The text of pkg/design.ts. */
export async function designTypes() {
  const schema = JSON.parse(readFileSync(inRoot("pkg", "design.schema.json"), "utf8"));
  return compile({ ...schema, title: "Design" }, "Design", {
    bannerComment: HEADER,
    additionalProperties: false,
    style: { printWidth: 120 },
  });
}

export async function writeDesignTypes() {
  writeFileSync(inRoot("pkg", "design.ts"), await designTypes());
}
