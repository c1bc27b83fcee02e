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

export interface Bench {
  /** A stack whose program is `program`; a second call with the same name is the same stack with a changed program. */
  stack(name: string, program: PulumiFn): Promise<Stack>;
  close(): void;
}

/** Undefined where there is neither a Pulumi binary nor Go to build one with. */
export async function benchAgainst(armEndpoint: string, subscription: string): Promise<Bench | undefined> {
  const found = await engine((text) => console.log(text));
  if (!found) return undefined;
  const command = await PulumiCommand.get(found.root === undefined ? {} : { root: found.root });
  const arm = armAt(armEndpoint, subscription);
  const provider = await listen(standIn(arm));
  const folder = mkdtempSync(join(tmpdir(), "routewright-pulumi-"));
  mkdirSync(join(folder, "state"));
  const envVars = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The engine uses a provider that is running already, instead of starting a plugin.
    PULUMI_DEBUG_PROVIDERS: `azure-native:${provider.port}`,
    NO_COLOR: "1",
  };
  return {
    stack: (stackName, program) =>
      LocalWorkspace.createOrSelectStack({ stackName, projectName: "routewright-test", program }, { pulumiCommand: command, envVars }),
    close() {
      provider.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The operations that are not `same`, as `update training/routeTables/rt`, in no particular order. */
export function operations(events: EngineEvent[]): string[] {
  return events
    .flatMap(({ resourcePreEvent }) => (resourcePreEvent && resourcePreEvent.metadata.op !== "same" ? [resourcePreEvent.metadata] : []))
    .filter(({ type }) => type.startsWith("azure-native:"))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
    .sort();
}
