// The same in CommonJS.

import { compile, type Trace, UsageError } from "routewright";
import { compile as compileInline } from "routewright/inline";

export const walk: Trace = compile("{}").trace({ from: "vnet/app", to: "Internet", protocol: "Tcp", port: 443 });
export const subnets: string[] = compileInline(new Uint8Array()).subnets;
export const misuse: Error = new UsageError("so");
