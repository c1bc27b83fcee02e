// The story of the product, from a design document to a deployed network: `npm start [-- FILE]`.
//
// Installs and builds what is missing, then takes the design the whole way with the built package. Nothing
// leaves this machine: what is deployed goes into a rehearsal of Azure Resource Manager on loopback.
// Exits 0 when the design is deployed, 1 when it has findings (then nothing is written), 2 for misuse.

import { spawnSync } from "node:child_process";
import { relative, resolve } from "node:path";
import { root } from "./lib/root.mjs";
import { setup } from "./setup.mjs";

const [given, ...more] = process.argv.slice(2);
if (more.length > 0) {
  process.stderr.write("usage: npm start -- [FILE]\n");
  process.exit(2);
}

/** The design, as seen from the root of the repository. A path is given from where npm was called. */
const file = given ? relative(root, resolve(process.env.INIT_CWD ?? "", given)) : "examples/secure-training/design.json";

await setup(["build"]);
const { bold, dim, green, red } = await colours();
const { deploy, readBack } = await import("routewright/azure");
const { rehearsalClientOptions, startRehearsal } = await import("routewright/rehearsal");

heading(1, "The design is read, and everything wrong with it is told at once");
stopUnlessGood(show("check"));

heading(2, "What Azure would route: the effective routes of each subnet");
stopUnlessGood(show("routes"));

heading(3, "Each intent, judged for all packets");
stopUnlessGood(show("verify"));

heading(4, "The resources that it becomes, in the order in which they are written");
const emission = emitted();
emission.resources.forEach(({ key, dependsOn }, index) => {
  const after = dependsOn.length === 0 ? "" : dim(`  after ${dependsOn.join(", ")}`);
  say(`  ${String(index + 1).padStart(2)}  ${key}${after}`);
});
for (const { name, because } of emission.notEmitted) say(dim(`   -  ${name}: ${because}`));

heading(5, "Deployed by Microsoft's SDK into a rehearsal of Azure Resource Manager");
const rehearsal = await startRehearsal();
const client = rehearsalClientOptions(rehearsal);
say(dim(`  it listens at ${rehearsal.endpoint}, on this machine only`));
const onProgress = (/** @type {import("routewright/azure").Progress} */ progress) => {
  if (progress.event === "finished") say(`  ${progress.outcome}  ${progress.key.replace(/^\/subscriptions\/[^/]+\//, "")}`);
};
const { ids, created } = await deploy(emission, { ...client, onProgress }).catch((error) => {
  say(`\n${red("Refused:")} ${error.message}`);
  process.exit(1);
});
const again = await deploy(emission, client);
say(`  ${created.length} created; deployed once more: ${again.unchanged.length} unchanged, ${again.created.length + again.updated.length} written`);

heading(6, "Read back: what is there now");
const live = await readBack(ids, client);
await rehearsal.close();
for (const kind of ["virtualNetworks", "subnets", "routeTables"]) {
  say(`\n  ${bold(kind)}`);
  for (const { key } of emission.resources.filter((one) => one.type.endsWith(`/${kind}`))) say(`  ${live[key]?.id ?? red(`${key} is missing`)}`);
}
const missing = emission.resources.filter(({ key }) => stateOf(key) !== "Succeeded");
if (missing.length > 0) {
  say(`\n${red("not as deployed:")} ${missing.map(({ key }) => key).join(", ")}`);
  process.exit(1);
}
say(`\n${green("Done.")} The same steps one by one: npx routewright --help. The same design on a canvas: npm run designer.`);

/** @param {number} number @param {string} text */
function heading(number, text) {
  say(`\n${bold(`${number}. ${text}`)}`);
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Runs a command of the command line on the design, for people to see; gives its exit status. @param {string} command */
function show(command) {
  say(`${dim(`   $ npx routewright ${command} ${file}`)}\n`);
  return spawnSync(process.execPath, ["dist/cli/main.js", command, file], { cwd: root, stdio: "inherit" }).status ?? 1;
}

/** Nothing is written for a design with findings. @param {number} status */
function stopUnlessGood(status) {
  if (status === 0) return;
  if (status === 1) say(`\n${red("Nothing was written:")} the design has findings.`);
  process.exit(status);
}

/** The resource definitions of the design, which has no errors by now. @returns {import("routewright").Emission} */
function emitted() {
  const args = ["dist/cli/main.js", "emit", file, "--format", "resources"];
  return JSON.parse(spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }).stdout);
}

/** What Azure says of a resource that was read back. @param {string} key */
function stateOf(key) {
  const properties = /** @type {{ provisioningState?: string } | undefined} */ (live[key]?.properties);
  return properties?.provisioningState;
}

/** Colours for a terminal, from a package that set-up has installed. */
async function colours() {
  const { default: picocolors } = await import("picocolors");
  const { NO_COLOR, FORCE_COLOR } = process.env;
  return picocolors.createColors(!NO_COLOR && (FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY));
}
