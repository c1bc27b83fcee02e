// `npm run designer`: sets up what is missing, builds the designer and serves it on loopback.
//
//   npm run designer -- --port 4000    another port
//   npm run designer -- --dev          shows each change of its source at once

import { parseArgs } from "node:util";
import { bold, say } from "./lib/say.mjs";
import { setup } from "./setup.mjs";

const { values } = parseArgs({
  options: { port: { type: "string", default: "4173" }, dev: { type: "boolean", default: false } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  say(`${values.port} is not a port`);
  process.exit(2);
}

await setup(["build"]);
// Only now: it needs npm's packages.
const { buildDesigner, serveDesigner } = await import("./lib/designer.mjs");
if (!values.dev) await buildDesigner();
const { url } = await serveDesigner({ port, develop: values.dev });
say(`${bold("The designer:")} ${url}   (Control-C ends it)`);
