// One set-up at a time: a second one in the same folder waits, and then finds its work done.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { inRoot } from "./root.mjs";
import { say } from "./say.mjs";

const LOCK = inRoot(".cache", "setup", "lock");

/** @template Result @param {() => Promise<Result>} work @returns {Promise<Result>} */
export async function alone(work) {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let told = false; !take(); told = true) {
    if (!told) say("waits for the set-up that runs already in this folder");
    await setTimeout(200);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** Takes the lock, also from a process that is gone. */
function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  const holder = Number(readFileSync(LOCK, { encoding: "utf8" }));
  if (!isRunning(holder)) rmSync(LOCK, { force: true });
  return false;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
