// A stack of the real Pulumi engine on this machine: its own state folder, the stand-in provider, no network.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { EngineEvent, PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { engine } from "../../tools/pulumi-engine/build.mjs";
import { armAt } from "./provider/arm.js";
import { standIn } from "./provider/provider.js";
import { listen } from "./provider/server.js";

export type Engine = NonNullable<Awaited<ReturnType<typeof engine>>>;

/** The engine, or why it cannot be had: which is a failure in CI, and elsewhere a reason to skip. */
export async function findEngine(): Promise<Engine | string> {
  try {
    return (await engine((text) => console.log(text))) ?? "there is neither pulumi nor go on this machine";
  } catch (error) {
    return `Pulumi could not be built from its Go modules: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A new stack, empty. `release` stops what was started and removes the state. */
export async function newStack(found: Engine, arm: { endpoint: string; subscriptionId: string }, program: PulumiFn): Promise<{ stack: Stack; release(): void }> {
  const provider = await listen(standIn(armAt(arm.endpoint, arm.subscriptionId)));
  const folder = mkdtempSync(join(tmpdir(), "routewright-pulumi-"));
  const state = join(folder, "state");
  mkdirSync(state);
  const envVars = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The engine then talks to a provider that is running already, and starts no plugin.
    PULUMI_DEBUG_PROVIDERS: `azure-native:${provider.port}`,
    NO_COLOR: "1",
  };
  const pulumiCommand = await PulumiCommand.get(found.root === undefined ? {} : { root: found.root });
  const project = { stackName: "test", projectName: "routewright", program };
  const stack = await LocalWorkspace.createStack(project, { pulumiCommand, envVars });
  const release = (): void => {
    provider.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { stack, release };
}

/** What the engine does to azure-native resources, beside leaving them as they are: `update training/routeTables/rt`. */
export function operations(events: EngineEvent[]): string[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op, type }) => op !== "same" && type.startsWith("azure-native:"))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
}
