// The hosts' entries, with the SDKs installed: none of their exports may have lost its type.

import * as azure from "routewright/azure";
import * as pulumi from "routewright/pulumi";
import * as rehearsal from "routewright/rehearsal";

type Untyped<Module> = { [Name in keyof Module]: 0 extends 1 & Module[Name] ? Name : never }[keyof Module];
type Lost = Untyped<typeof azure> | Untyped<typeof pulumi> | Untyped<typeof rehearsal>;

export const nothingIsLost: [Lost] extends [never] ? true : Lost = true;
