// npm run stress [-- --minutes N] [--seed S] [--only PROPERTY]: random designs against the oracle for as long as is wanted.
//
// Every property of tests/properties runs for its share of the time, on all cores: effective routes, walks, symbolic classes,
// verdicts. The first design that disagrees is made small, and printed with its packet and the command that makes it again.

import { parseArgs } from "node:util";
import { ask, watch } from "./lib/run.mjs";
import { say } from "./lib/say.mjs";
import { setup } from "./setup.mjs";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 4096)) },
    only: { type: "string" },
  },
});
await setup(["rust"]);
const test = ["test", "--profile", "stress", "--locked", "--test", "properties"];
const filter = values.only ? [values.only] : [];
const built = await watch("cargo", [...test, "--no-run"]);
if (built.status !== 0) process.exit(1);
const names = (ask("cargo", ...test, "--quiet", "--", "--list", ...filter) ?? "").match(/: test$/gm)?.length ?? 0;
const seconds = (Number(values.minutes) * 60) / names;
if (!(seconds > 0)) {
  say(names === 0 ? `no property is called \`${values.only}\`` : `\`${values.minutes}\` is no number of minutes`);
  process.exit(2);
}
say(`seed ${values.seed}: ${names} properties, ${seconds.toFixed(0)} s each`);
const { status, output } = await watch("cargo", [...test, "--quiet", "--", "--test-threads=1", ...filter], {
  ROUTEWRIGHT_SECONDS: String(seconds),
  ROUTEWRIGHT_SEED: values.seed,
});
const sums = [0, 0, 0];
for (const [, ...counts] of output.matchAll(/: (\d+) designs, (\d+) subnets, (\d+) packets/g)) counts.forEach((count, i) => (sums[i] = (sums[i] ?? 0) + Number(count)));
const [designs = 0, subnets = 0, packets = 0] = sums;
const en = (/** @type {number} */ count) => count.toLocaleString("en");
console.log(
  `${en(designs)} designs, ${en(subnets)} subnets, ${en(packets)} packets, ${en(Math.round(designs / (seconds * names)))} designs a second:` +
    ` ${status === 0 ? "no disagreement" : "DISAGREEMENT, see above"}`,
);
process.exit(status === 0 ? 0 : 1);
