import { Command } from "commander";
import type { Context } from "../context.js";
export function rehearseCommand(_: Context): Command { return new Command("rehearse"); }
