// What is in the tarball, and whether its manifest keeps what it promises.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, expect, test } from "vitest";
import { install, pack, run } from "./project.js";

let tarball: string;
let installed: string;

beforeAll(async () => {
  tarball = await pack();
  installed = join(await install(tarball, "esm"), "node_modules", "routewright");
});

test("the tarball holds the package and nothing of the repository", async () => {
  const files = (await run(installed, "tar", "--list", "--file", tarball)).trim().split("\n");
  const folders = new Set(files.map((file) => file.split("/").slice(1, 3).join("/")));
  expect([...folders].filter((folder) => !folder.startsWith("dist/")).sort()).toEqual(["LICENSE", "README.md", "package.json"]);
  expect(files.filter((file) => /test|\.map$|node_modules/.test(file))).toEqual([]);
});

test("the package depends on nothing, and on the hosts' SDKs only where they are there", () => {
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Record<string, object>;
  expect(manifest.dependencies).toBeUndefined();
  const peers = Object.keys(manifest.peerDependencies!);
  expect(manifest.peerDependenciesMeta).toEqual(Object.fromEntries(peers.map((peer) => [peer, { optional: true }])));
});

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

test("every module system finds the right declarations", async () => {
  const answer = await checkPackage(createPackageFromTarballData(readFileSync(tarball)), { excludeEntrypoints: ["./routewright.wasm"] });
  if (!answer.types) throw new Error("no declarations at all");
  // TypeScript's resolution of before 2022 knows no `exports`, and Node >= 20 does not resolve like that.
  const problems = answer.problems.filter((problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10"));
  // Two entries are for `import` alone: whoever writes CommonJS in Node has the plain name.
  expect(problems.map((problem) => ({ kind: problem.kind, entry: "entrypoint" in problem && problem.entrypoint }))).toEqual([
    { kind: "CJSResolvesToESM", entry: "./web" },
    { kind: "CJSResolvesToESM", entry: "./bundler" },
  ]);
});
