// A Node program in ECMAScript modules.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compile, DesignError, UsageError, version } from "routewright";
import { compile as compileInline } from "routewright/inline";

const bytes = readFileSync(new URL("design.json", import.meta.url));
const compiled = compile(bytes);

const attempt = (question) => {
  try {
    return question();
  } catch (error) {
    return { usage: error instanceof UsageError, design: error instanceof DesignError, message: error.message };
  }
};

const answers = {
  ok: compiled.ok,
  subnets: compiled.subnets,
  verdicts: compiled.verdicts.map((verdict) => verdict.result),
  default: compiled.routes("vnet/app").routes.find((route) => route.source === "User").nextHopType,
  disposition: compiled.trace({ from: "vnet/app", to: "8.8.8.8", protocol: "Tcp", port: 443 }).forward.disposition,
  resources: compiled.resources.map((resource) => resource.key),
  template: JSON.parse(compiled.emit("arm")).resources.length,
  unknownSubnet: attempt(() => compiled.routes("vnet/none")).usage,
  broken: attempt(() => compile("{").resources).design,
  fromText: compile(bytes.toString()).ok,
  fromObject: compile(JSON.parse(bytes.toString())).ok,
  inline: compileInline(bytes).ok,
  version: version === createRequire(import.meta.url)("routewright/package.json").version,
};
compiled.free();
console.log(JSON.stringify(answers));
