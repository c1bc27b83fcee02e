// Builds the real Pulumi command line from the Go modules that go.mod pins, once, into a folder outside the checkout.
// Needs Node and Go only. `node tools/pulumi-engine/build.mjs` prints the path of the binary.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir, setPriority } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const MODULE = "github.com/pulumi/pulumi/pkg/v3";
const PACKAGE = `${MODULE}/cmd/pulumi`;
const here = dirname(fileURLToPath(import.meta.url));
const exe = process.platform === "win32" ? ".exe" : "";

/** The version of Pulumi in go.mod, without the leading v. @returns {string} */
export function engineVersion() {
  const found = readFileSync(join(here, "go.mod"), "utf8").match(/^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m);
  if (!found?.[1]) throw new Error(`go.mod names no version of ${MODULE}`);
  return found[1];
}

/** Where that version is kept between runs; the binary is in `bin`, where the Automation API looks for it. */
export function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "routewright", `pulumi-${engineVersion()}`);
}

/** Finds a program on PATH; undefined when there is none. @param {string} name */
export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name + exe)).find((file) => existsSync(file));
}

/**
 * A Pulumi binary: the cached one, else one on PATH, else one built now. Undefined when there is neither a binary nor Go.
 * `root` is the folder above `bin` when the binary is ours.
 *
 * @param {(text: string) => void} [say]
 * @returns {Promise<{ path: string, root?: string } | undefined>}
 */
export async function engine(say = () => {}) {
  const root = cacheFolder();
  const path = join(root, "bin", `pulumi${exe}`);
  if (existsSync(path)) return { path, root };
  const installed = onPath("pulumi");
  if (installed) return { path: installed };
  const go = onPath("go");
  if (!go) return undefined;
  await build(go, path, say);
  return { path, root };
}

/**
 * Builds beside the target and renames, so that an interrupted or parallel build never leaves half a binary.
 *
 * @param {string} go
 * @param {string} target
 * @param {(text: string) => void} say
 */
async function build(go, target, say) {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), "build-"));
  const began = Date.now();
  const minutes = () => `${((Date.now() - began) / 60_000).toFixed(1)} min`;
  say(`building Pulumi ${engineVersion()} from Go modules, once (4-6 minutes on two cores) ...`);
  const tick = setInterval(() => say(`still building Pulumi: ${minutes()}`), 30_000);
  try {
    const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersion()}`;
    const binary = join(work, `pulumi${exe}`);
    await run(go, ["build", "-trimpath", "-ldflags", `-s -w -X ${version}`, "-o", binary, PACKAGE]);
    renameSync(binary, target);
    say(`Pulumi is built: ${minutes()}, ${target}`);
  } finally {
    clearInterval(tick);
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} command @param {string[]} args @returns {Promise<void>} */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
    const child = spawn(command, args, { cwd: here, env, stdio: ["ignore", "ignore", "pipe"] });
    let tail = "";
    child.stderr.on("data", (text) => (tail = (tail + text).slice(-4000)));
    child.on("error", reject);
    child.on("spawn", () => setPriority(child.pid ?? 0, 10)); // other work on the machine goes first
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`go build failed (${code}):\n${tail}`))));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = await engine((text) => process.stderr.write(`${text}\n`));
  if (found) process.stdout.write(`${found.path}\n`);
  else process.stderr.write("there is no pulumi, and no go to build it with\n");
  process.exitCode = found ? 0 : 1;
}
