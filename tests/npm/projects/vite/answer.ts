// What each page shows about the design, whatever entry its engine comes from.

import type { compile as Compile } from "routewright/web";
import design from "./design.json";

export function show(compile: typeof Compile): void {
  using compiled = compile(design);
  const trace = compiled.trace({ from: "vnet/app", to: "8.8.8.8", protocol: "Tcp", port: 443 });
  const answers = {
    ok: compiled.ok,
    verdicts: compiled.verdicts.map((verdict) => verdict.result),
    disposition: trace.forward.disposition,
    resources: compiled.resources.map((resource) => resource.key),
  };
  document.querySelector("output")!.textContent = JSON.stringify(answers);
}
