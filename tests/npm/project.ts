// An empty project with the packed package installed, as a user has it: outside the repository.

import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

export const repository: string = join(import.meta.dirname, "..", "..");

/** Runs a program and gives its output; fails with everything it said. */
export async function run(folder: string, command: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd: folder })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** A folder that is gone after the tests of this file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "routewright-npm-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Packs what `npm publish` would publish; the path of the tarball. */
export async function pack(): Promise<string> {
  const folder = temporaryFolder();
  await run(repository, "npm", "pack", "--ignore-scripts", "--pack-destination", folder);
  return join(folder, readdirSync(folder)[0]!);
}

/** A project from `projects/`, with the tarball and nothing else installed. */
export async function install(tarball: string, project: string): Promise<string> {
  const folder = temporaryFolder();
  const projects = join(import.meta.dirname, "projects");
  cpSync(join(projects, project), folder, { recursive: true });
  cpSync(join(projects, "design.json"), join(folder, "design.json"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: project, private: true, type: "module" }));
  await run(folder, "npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball);
  return folder;
}

/** Gives a project some of the packages that the repository has, as if it had installed them. */
export function lend(folder: string, ...packages: string[]): void {
  for (const name of packages) symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
}
