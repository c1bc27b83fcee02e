import { Command } from "commander";
import type { Context } from "../context.js";
export function deployCommand(_: Context): Command { return new Command("deploy"); }
