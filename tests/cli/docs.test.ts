// docs/cli.md is the commands' own help: this writes it (`npx vitest run tests/cli -u`) and checks that it is current.

import { expect, test } from "vitest";
import { routewright } from "./world.js";

const COMMANDS = ["check", "routes", "trace", "verify", "emit", "deploy", "rehearse", "explain", "schema"];

const OPENING = `# The command line

Every command runs the same engine as the package, on this machine; only \`deploy --subscription\` talks to Azure.
This page is made from the commands' own help.

`;

const ANSWERS = `## Answers for machines

\`--format json\` prints one JSON object on standard output. Its parts have the types that the package exports.

| command | object |
|---|---|
| \`check\` | \`{ ok, diagnostics, suppressed, documents }\`: each \`Diagnostic\` with its \`file\`, \`line\` and \`column\` (from 1); a document is \`{ file, ok, summary }\` |
| \`routes\` | \`{ diagnostics, subnets: SubnetRoutes[] }\` |
| \`trace\` | \`{ diagnostics, trace: Trace }\`; \`trace\` is null where the document could not be read |
| \`verify\` | \`{ diagnostics, verdicts: Verdict[], summary: Summary }\` |
| \`emit\` | \`{ diagnostics, resources, existing, notEmitted }\`; only \`diagnostics\` where there are errors |
| \`deploy\` | \`{ diagnostics, verdicts, deployment }\`: a \`DeployResult\`, a \`DeployReport\` where it stopped, null where nothing was tried |
| \`rehearse\` | \`{ endpoint }\`, as soon as it serves |
| \`explain CODE\` | \`{ code, severity, title, page }\`; without a code \`{ rules: [...] }\` |
| \`schema\` | the JSON Schema, always |

Misuse (exit status 2) prints one line on the error stream, and no JSON.
`;

async function help(...args: string[]): Promise<string> {
  const { out } = await routewright([...args, "--help"]);
  return `\`\`\`text\n${out.trim()}\n\`\`\`\n\n`;
}

test("docs/cli.md is current", async () => {
  const pages = await Promise.all(COMMANDS.map(async (command) => `## routewright ${command}\n\n${await help(command)}`));
  await expect(OPENING + (await help()) + pages.join("") + ANSWERS).toMatchFileSnapshot("../../docs/cli.md");
});

test("every command is in it", async () => {
  const { out } = await routewright(["--help"]);
  const listed = [...out.matchAll(/^ {2}([a-z]+) .*\[options\]/gm)].map(([, name]) => name);
  expect(listed).toEqual(COMMANDS);
});
