// `routewright explain [CODE]`: what a rule means, why it matters, how to fix what it finds.

import { readFile } from "node:fs/promises";
import { Command } from "commander";
import type { Context } from "../context.js";
import { Misuse } from "../exit.js";
import type { Format } from "../open.js";
import { formatOption } from "../options.js";
import { renderJson } from "../render/json.js";
import { renderMarkdown } from "../render/markdown.js";
import { printable } from "../render/printable.js";
import { table } from "../render/table.js";
import { paintOf } from "../render/diagnostic.js";
import type { Severity } from "../engine.js";
import { didYouMean } from "../suggest.js";

/** A rule as `rules.json` has it, generated from the sources of the rules. */
export interface RulePage {
  code: string;
  severity: Severity;
  title: string;
  /** Markdown. */
  page: string;
}

export function explainCommand(context: Context): Command {
  return new Command("explain")
    .description("explain a rule by its code; without a code, list all rules")
    .argument("[code]", "as `check` prints it in brackets")
    .addOption(formatOption())
    .action(async (code: string | undefined, { format }: { format: Format }) => {
      const { out } = context;
      const rules = await readRules(context);
      if (code === undefined) {
        out.write(format === "json" ? renderJson({ rules }) : list(rules, context));
        return;
      }
      const rule = rules.find((one) => one.code === code.toLowerCase());
      if (!rule) {
        const near = didYouMean(code, rules.map((one) => one.code));
        throw new Misuse(`no rule has the code \`${printable(code)}\`${near || "; \`routewright explain\` lists them all"}`);
      }
      out.write(format === "json" ? renderJson(rule) : renderMarkdown(rule.page, out.style));
    });
}

async function readRules({ assets }: Context): Promise<RulePage[]> {
  return JSON.parse(await readFile(new URL("rules.json", assets), "utf8")) as RulePage[];
}

function list(rules: readonly RulePage[], { out: { style } }: Context): string {
  const rows = rules.map(({ code, severity, title }) => [code, { text: severity, paint: paintOf(severity, style) }, title]);
  return table(["Code", "Severity", "Title"], rows, style);
}
