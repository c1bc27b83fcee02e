// The package's hosts, loaded only when a command asks for them: the other commands work without Microsoft's SDK.

import type { ClientOptions, Credential, Deployable, DeployOptions, DeployResult } from "../azure/index.js";
import { Misuse } from "./exit.js";

/** A rehearsal of Azure Resource Manager, serving on loopback. */
export interface RunningRehearsal {
  endpoint: string;
  /** How to reach it. */
  client: ClientOptions;
  close(): Promise<void>;
}

/** What `deploy` and `rehearse` need. */
export interface Hosts {
  /** Starts a rehearsal; port 0 takes a free one. */
  startRehearsal(port: number): Promise<RunningRehearsal>;
  /** How to reach a subscription of Azure itself. */
  reachAzure(subscriptionId: string): Promise<ClientOptions>;
  deploy(subject: Deployable, options: DeployOptions): Promise<DeployResult>;
}

export const hosts: Hosts = {
  async startRehearsal(port) {
    const { rehearsalClientOptions, startRehearsal } = await import("../rehearsal/index.js");
    try {
      const rehearsal = await startRehearsal({ port });
      return { endpoint: rehearsal.endpoint, client: rehearsalClientOptions(rehearsal), close: () => rehearsal.close() };
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE" && codeOf(error) !== "EACCES") throw error;
      throw new Misuse(`port ${port} is ${codeOf(error) === "EACCES" ? "not allowed" : "in use"}`);
    }
  },

  async reachAzure(subscriptionId) {
    const { DefaultAzureCredential } = await optional(IDENTITY, () => import(IDENTITY) as Promise<Identity>);
    return { credential: new DefaultAzureCredential(), subscriptionId };
  },

  async deploy(subject, options) {
    const azure = await optional("@azure/arm-resources", () => import("../azure/index.js"));
    return azure.deploy(subject, options);
  },
};

/** In a variable, so that neither the compiler nor the bundler looks for a package that only some users have. */
const IDENTITY = "@azure/identity";

interface Identity {
  DefaultAzureCredential: new () => Credential;
}

/** Loads what depends on a package that the user may not have. */
export async function optional<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (codeOf(error) !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Misuse(`this needs Microsoft's ${name}: run \`npm install ${name}\``);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
