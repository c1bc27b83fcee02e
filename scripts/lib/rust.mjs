// A Rust compiler, and a way from it to WebAssembly.

import { existsSync } from "node:fs";
import { ask, run, SetupError } from "./run.mjs";
import { bold, say } from "./say.mjs";

export const TARGET = "wasm32-unknown-unknown";

/** Makes sure that there is a compiler; it is the one thing that a person has to install. */
export function requireCargo() {
  if (ask("cargo", "--version")) return;
  throw new SetupError(
    "Rust is missing: `cargo` was not found. Install it (https://rustup.rs, no root needed), open a new shell, and try again.",
  );
}

/** Makes sure that the formatter and the linter are there. */
export async function requireLints() {
  const missing = ["rustfmt", "clippy"].filter((tool) => !ask("cargo", tool === "rustfmt" ? "fmt" : tool, "--version"));
  if (missing.length === 0) return;
  if (!ask("rustup", "--version")) throw new SetupError(`The tests of the engine need ${missing.join(" and ")}.`);
  say(`${bold("rust")}: adds ${missing.join(" and ")} (the tests check format and lints)`);
  await run("rustup", ["component", "add", ...missing]);
}

/** Makes sure that a tool of cargo's is there. @param {"cargo-fuzz" | "cargo-mutants"} tool */
export async function cargoTool(tool) {
  if (ask("cargo", tool.replace("cargo-", ""), "--version")) return;
  say(`${bold("rust")}: installs ${tool}, from source, once`);
  await run("cargo", ["install", "--locked", tool]);
}

/**
 * @typedef {object} WasmCargo  how to call cargo so that it builds WebAssembly
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} targetFolder
 */

/** Adds the WebAssembly target where it is missing. @returns {Promise<WasmCargo>} */
export async function wasmCargo() {
  requireCargo();
  const ordinary = { command: "cargo", args: [], env: {}, targetFolder: "target" };
  if (hasTarget()) return ordinary;
  let refused = "this compiler does not come from rustup";
  if (ask("rustup", "--version")) {
    say(`${bold("rust")}: adds the target ${TARGET} (this compiler cannot write WebAssembly yet)`);
    try {
      await run("rustup", ["target", "add", TARGET]);
      return ordinary;
    } catch (error) {
      refused = /** @type {Error} */ (error).message;
    }
  }
  return debianCargo(refused);
}

function hasTarget() {
  const folder = ask("rustc", "--print", "target-libdir", "--target", TARGET);
  return folder !== undefined && existsSync(folder);
}

/**
 * Where rustup can fetch nothing: Debian's newest compiler with the standard library's source, from which
 * the target's own library is built. `RUSTC_BOOTSTRAP` allows `-Zbuild-std` on a stable compiler.
 *
 * @param {string} refused  why the ordinary way is closed
 * @returns {Promise<WasmCargo>}
 */
async function debianCargo(refused) {
  if (process.getuid?.() !== 0 || !ask("apt-get", "--version")) {
    throw new SetupError(`the Rust target ${TARGET} is missing and cannot be added:\n${refused}\nAdd it with \`rustup target add ${TARGET}\`.`);
  }
  if (!existsSync("/usr/lib/rustlib/src/rust")) {
    say(`${bold("rust")}: installs Debian's compiler and its library's source (rustup cannot fetch ${TARGET})`);
    await run("apt-get", ["update"]);
    await run("apt-get", ["install", "--yes", "--no-install-recommends", ...debianPackages()]);
  }
  return {
    command: "/usr/bin/cargo",
    args: ["-Zbuild-std=std,panic_abort"],
    env: { RUSTC_BOOTSTRAP: "1", PATH: `/usr/bin:${process.env.PATH}` },
    targetFolder: "target/debian",
  };
}

/** The linker must be of the compiler's LLVM. */
function debianPackages() {
  const llvm = ask("apt-cache", "depends", "rust-web-llvm")?.match(/llvm-(\d+)/)?.[1];
  return ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", llvm ? `lld-${llvm}` : "lld"];
}
