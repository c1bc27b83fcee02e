// The story's design, deployed with Pulumi. `pulumi preview` proves it; a design that breaks an intent goes no further.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Network } from "routewright/pulumi";

const design = readFileSync(join(__dirname, "..", "design.json"), "utf8");
const network = new Network("secure-training", { design });

export const virtualNetworkIds = network.virtualNetworkIds;
export const subnetIds = network.subnetIds;
export const routeTableIds = network.routeTableIds;
