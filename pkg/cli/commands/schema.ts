// `routewright schema`: the JSON Schema of the design document, for editors.

import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import type { Context } from "../context.js";

export function schemaCommand(context: Context): Command {
  return new Command("schema")
    .description("print the JSON Schema of the design document")
    .addOption(new Option("--format <format>", "it is always JSON").choices(["json"]).default("json"))
    .action(async () => {
      context.out.write(await readFile(new URL("design.schema.json", context.assets), "utf8"));
    });
}
