// The command line as a whole: its commands, and how it ends.

import { Command, CommanderError } from "commander";
import { checkCommand } from "./commands/check.js";
import { deployCommand } from "./commands/deploy.js";
import { emitCommand } from "./commands/emit.js";
import { explainCommand } from "./commands/explain.js";
import { rehearseCommand } from "./commands/rehearse.js";
import { routesCommand } from "./commands/routes.js";
import { schemaCommand } from "./commands/schema.js";
import { traceCommand } from "./commands/trace.js";
import { verifyCommand } from "./commands/verify.js";
import type { Context } from "./context.js";
import { ExitStatus, Misuse } from "./exit.js";

const COMMANDS = [
  checkCommand, routesCommand, traceCommand, verifyCommand, emitCommand,
  deployCommand, rehearseCommand, explainCommand, schemaCommand,
];

const AFTERWORD = `
Exit status: 0 good, 1 findings (errors, or intents that are not proven), 2 misuse.
Design documents may have comments and trailing commas.
Colour: only on a terminal; NO_COLOR turns it off, FORCE_COLOR on.`;

/** The program with its commands; `docs/cli.md` is made from it. */
export function programOf(context: Context): Command {
  const program = new Command("routewright")
    .description("Validates Azure route-table designs before anything is deployed.")
    .version(context.version)
    .helpCommand(false)
    .addHelpText("after", AFTERWORD);
  for (const command of COMMANDS) program.addCommand(command(context));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
      getOutHelpWidth: () => context.out.columns,
      getErrHelpWidth: () => context.err.columns,
    });
  }
  return program;
}

/** Runs one command line; gives its exit status. Only a bug of ours throws. */
export async function run(args: readonly string[], world: Omit<Context, "finish">): Promise<ExitStatus> {
  let status: ExitStatus = ExitStatus.Good;
  const program = programOf({ ...world, finish: (ended) => (status = ended) });
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    // Commander has printed its own line; asking for help or the version ends with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.Good : ExitStatus.Misuse;
    if (!(error instanceof Misuse)) throw error;
    world.err.write(`${world.err.style.red("error:")} ${error.message}\n`);
    return ExitStatus.Misuse;
  }
}
