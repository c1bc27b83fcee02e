// `--service-tags FILE`: what Microsoft publishes reaches the engine, whatever is asked of the design.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Compile } from "../../pkg/cli/engine.js";
import type { ServiceTags } from "../../pkg/index.js";
import { engineOf } from "./answers.js";
import { TRACE } from "./traces.js";
import { routewright } from "./world.js";

const TAGS: ServiceTags = { values: [{ name: "Storage", properties: { addressPrefixes: ["20.60.0.0/16"] } }] };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "routewright-"));
  file = join(folder, "ServiceTags_Public.json");
  await writeFile(file, JSON.stringify(TAGS));
});
afterEach(() => rm(folder, { recursive: true }));

const COMMANDS: readonly (readonly string[])[] = [
  ["check", "-"],
  ["routes", "-"],
  ["trace", "-", "--from", "vnet/a", "--to", "Storage"],
  ["verify", "-"],
  ["emit", "-"],
  // Its intent is not proven, so it reaches no host.
  ["deploy", "-", "--rehearse"],
];

test.each(COMMANDS)("%s", async (...args) => {
  const given: unknown[] = [];
  const verdict = { intent: "i", expectation: "delivered: true", result: "undecided", severity: "error", path: "", because: "b" } as const;
  const engine = engineOf({ trace: TRACE, verdicts: [verdict], emission: { resources: [], existing: [], notEmitted: [] } });
  const compile: Compile = (document, options) => {
    given.push(options?.serviceTags);
    return engine(document, options);
  };
  await routewright([...args, "--service-tags", file], { compile });
  await routewright(args, { compile });
  expect(given).toEqual([TAGS, undefined]);
});

test.each([
  ["{", "it is not JSON"],
  [undefined, "no such file or directory"],
])("a file that cannot be read is misuse: %j", async (content, because) => {
  const other = join(folder, "other.json");
  if (content !== undefined) await writeFile(other, content);
  const run = await routewright(["emit", "-", "--service-tags", other], { compile: engineOf({}) });
  expect(run).toEqual({ status: 2, out: "", err: `error: cannot read \`${other}\`: ${because}\n` });
});
