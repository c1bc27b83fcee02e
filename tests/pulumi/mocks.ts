// Runs a Pulumi program against mocks, and answers with what it registered.
import { runtime } from "@pulumi/pulumi";
import { vi } from "vitest";

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Names. */
  parent: string;
  dependsOn: string[];
}

export interface Recorded {
  /** Without the stack itself. */
  resources: Registered[];
  /** Provider functions that were called. */
  calls: string[];
  /** What was logged, as `warning: [runtime] ...` and `info: [runtime] ...`. */
  messages: string[];
  outputs: Record<string, unknown>;
}

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

/** The id that the mocks give to the resource of that name; in a preview no id is known. */
export function idOf(name: string): string {
  return `id of ${name}`;
}

export async function run(program: () => object | Promise<object>, { preview = false } = {}): Promise<Recorded> {
  const registered: Pick<Registered, "type" | "name" | "inputs">[] = [];
  const calls: string[] = [];
  await runtime.setMocks({
    newResource({ type, name, inputs }) {
      if (type !== "pulumi:pulumi:Stack") registered.push({ type, name, inputs });
      return { id: preview ? undefined : idOf(name), state: inputs };
    },
    call({ token }) {
      calls.push(token);
      return { subscriptionId: SUBSCRIPTION, tenantId: "", clientId: "", objectId: "" };
    },
  }, "project", "stack", preview);

  const messages: string[] = [];
  const record = (text: string): void => void messages.push(text);
  const spies = [vi.spyOn(console, "warn").mockImplementation(record), vi.spyOn(console, "log").mockImplementation(record)];
  const names = new Map<unknown, string>();
  const relations = new Map<string, Pick<Registered, "parent" | "dependsOn">>();
  try {
    const outputs = await runtime.runInPulumiStack(async () => {
      runtime.registerStackTransformation(({ resource, name, opts }) => {
        names.set(resource, name);
        const dependsOn = [opts.dependsOn ?? []].flat().map((other) => names.get(other) ?? "");
        relations.set(name, { parent: names.get(opts.parent) ?? "", dependsOn });
        return undefined;
      });
      return program();
    });
    await runtime.disconnect();
    const none = { parent: "", dependsOn: [] };
    const resources = registered.map((resource) => ({ ...resource, ...(relations.get(resource.name) ?? none) }));
    return { resources, calls, messages, outputs: outputs as Record<string, unknown> };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}
