// `routewright schema`: the JSON Schema of the design document, for editors.

import { readFile } from "node:fs/promises";
import { Command } from "commander";
import type { Context } from "../context.js";

export function schemaCommand(context: Context): Command {
  return new Command("schema")
    .description("print the JSON Schema of the design document")
    .action(async () => {
      context.out.write(await readFile(new URL("design.schema.json", context.assets), "utf8"));
    });
}
