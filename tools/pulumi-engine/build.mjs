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

/** The version of Pulumi in go.mod, without the leading v. */
export function engineVersion() {
  const found = readFileSync(join(here, "go.mod"), "utf8").match(/^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m);
  if (!found) throw new Error(`go.mod names no version of ${MODULE}`);
  return found[1];
}

/** Where the binary of that version is kept between runs. */
export function cachedEngine() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "routewright", `pulumi-${engineVersion()}`, `pulumi${exe}`);
}

/** Finds a program on PATH; undefined when there is none. */
export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name + exe)).find((file) => existsSync(file));
}

/**
 * The path of a Pulumi binary: the cached one, else one on PATH, else built now.
 * Undefined when there is neither a binary nor Go to build it with.
 */
export async function engine(say = () => {}) {
  const cached = cachedEngine();
  if (existsSync(cached)) return cached;
  const installed = onPath("pulumi");
  if (installed) return installed;
  const go = onPath("go");
  if (!go) return undefined;
  await build(go, cached, say);
  return cached;
}

/** Builds beside the target and renames, so that an interrupted or parallel build never leaves half a binary. */
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

function run(command, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
    const child = spawn(command, args, { cwd: here, env, stdio: ["ignore", "ignore", "pipe"] });
    let tail = "";
    child.stderr.on("data", (text) => (tail = (tail + text).slice(-4000)));
    child.on("error", reject);
    child.on("spawn", () => setPriority(child.pid, 10)); // other work on the machine goes first
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`go build failed (${code}):\n${tail}`))));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = await engine((text) => process.stderr.write(`${text}\n`));
  if (!path) process.stderr.write("no pulumi binary, and no go to build one with\n");
  else process.stdout.write(`${path}\n`);
  process.exitCode = path ? 0 : 1;
}
