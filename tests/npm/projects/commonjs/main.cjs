// A Node program in CommonJS.

const { readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");
const { compile } = require("routewright");
const inline = require("routewright/inline");

const bytes = readFileSync(join(__dirname, "design.json"));
const compiled = compile(bytes);
const answers = {
  ok: compiled.ok,
  verdicts: compiled.verdicts.map((verdict) => verdict.result),
  resources: compiled.resources.map((resource) => resource.key),
  inline: inline.compile(bytes).ok,
  module: statSync(require.resolve("routewright/routewright.wasm")).size > 0,
  schema: typeof require("routewright/design.schema.json").properties,
};
compiled[Symbol.dispose]();
console.log(JSON.stringify(answers));
