// `npm test`: every test there is, lane by lane; `npm test -- rust browser` runs those lanes only.
// A lane that fails does not stop the others; the last lines name what failed and count what passed.

import { LANES } from "./lib/lanes.mjs";
import { SetupError } from "./lib/run.mjs";
import { bold, green, red, say, seconds } from "./lib/say.mjs";
import { trySetup } from "./setup.mjs";

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !LANES.some((lane) => lane.name === name));
if (unknown) {
  say(`there is no lane \`${unknown}\`; there are: ${LANES.map((lane) => lane.name).join(", ")}`);
  process.exit(2);
}

/** @type {({ name: string, time: string } & import("./lib/lanes.mjs").Counts)[]} */
const results = [];
for (const lane of LANES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  say(`\n${bold(`=== ${lane.name}`)}: ${lane.what}`);
  const start = performance.now();
  const counts = await attempt(lane);
  results.push({ name: lane.name, ...counts, time: seconds(start) });
}

console.log();
console.table(Object.fromEntries(results.map(({ name, failures, ...row }) => [name, row])));
const total = (/** @type {"passed" | "failed" | "skipped"} */ of) => results.reduce((sum, row) => sum + row[of], 0);
const failing = results.filter((row) => row.failed > 0).map((row) => row.name);
console.log(failing.length > 0 ? red(`failed: ${failing.join(", ")}`) : green("all lanes passed"));
for (const { name, failures } of results) for (const failure of failures ?? []) console.log(red(`  ${name}: ${failure}`));
console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
process.exit(failing.length > 0 ? 1 : 0);

/** @param {import("./lib/lanes.mjs").Lane} lane @returns {Promise<import("./lib/lanes.mjs").Counts>} */
async function attempt(lane) {
  try {
    await trySetup(lane.needs);
    return await lane.run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`${red(`${lane.name} could not run:`)} ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
