// The engine: Rust to WebAssembly, its JavaScript bindings, and an optimised module in pkg/wasm.

import { copyFileSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { run } from "./run.mjs";
import { TARGET, wasmCargo } from "./rust.mjs";
import { perform } from "./step.mjs";

/** The module as the compiler leaves it, wherever it was built. */
const COMPILED = ".cache/wasm/routewright.wasm";

export async function buildEngine() {
  await perform({
    name: "engine",
    what: "compiles src/ to WebAssembly",
    inputs: ["src", "core", "Cargo.toml", "Cargo.lock", ".cargo", "scripts/lib/wasm.mjs"],
    outputs: [COMPILED],
    run: compile,
  });
  await perform({
    name: "bindings",
    what: "writes pkg/wasm: the module, optimised, and its JavaScript bindings",
    inputs: [COMPILED, "tools/bindgen", "scripts/lib/wasm.mjs"],
    outputs: ["pkg/wasm/routewright.js", "pkg/wasm/routewright.d.ts", "pkg/wasm/routewright_bg.wasm"],
    run: bind,
  });
}

async function compile() {
  const { command, args, env, targetFolder } = await wasmCargo();
  const options = ["--release", "--locked", "--lib", "--target", TARGET, "--target-dir", targetFolder];
  await run(command, ["build", ...options, ...args], { env });
  mkdirSync(inRoot(".cache", "wasm"), { recursive: true });
  copyFileSync(inRoot(targetFolder, TARGET, "release", "routewright.wasm"), inRoot(COMPILED));
}

async function bind() {
  const folder = ".cache/wasm/bindings";
  const module = `${folder}/routewright_bg.wasm`;
  await run("cargo", ["run", "--profile", "tool", "--locked", "--package", "bindgen", "--", COMPILED, folder]);
  // Without the bound the readers of all objects become one function of 300 kB: V8 then spends a second on optimising it
  // behind every short program, and large designs take twice as long.
  const optimise = ["-O3", "--one-caller-inline-max-function-size=500", "--strip-debug", "--strip-producers", module, "-o", module];
  await run(process.execPath, [inRoot("node_modules", "binaryen", "bin", "wasm-opt"), ...optimise]);
  // The declarations of the raw exports, which nobody imports, are left behind.
  rmSync(inRoot(`${module}.d.ts`));
  rmSync(inRoot("pkg", "wasm"), { recursive: true, force: true });
  cpSync(inRoot(folder), inRoot("pkg", "wasm"), { recursive: true });
}
