// The page's side of the engine's worker, against a worker that answers when it is told to.
import { beforeEach, describe, expect, it } from "vitest";
import { EngineClient, EngineError, RefusedError, StaleError, type Port } from "../../../www/src/engine/client.ts";
import type { Reply, Request } from "../../../www/src/engine/messages.ts";

class FakePort implements Port {
  requests: Request[] = [];
  ended = false;
  onmessage: Port["onmessage"] = null;
  onerror: Port["onerror"] = null;

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  /** Answers the request with this index; a compiled document is answered by its revision. */
  reply(
    index: number,
    reply: { outcome: "answer" } | { outcome: "refused" | "failed"; message: string } | { outcome: "stale" },
  ): void {
    const request = this.requests[index]!;
    this.onmessage?.({ data: { id: request.id, answer: { revision: request.revision }, ...reply } as Reply });
  }
}

let ports: FakePort[] = [];
let client: EngineClient;
const settled = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => error,
  );

beforeEach(() => {
  ports = [];
  client = new EngineClient(() => {
    const port = new FakePort();
    ports.push(port);
    return port;
  });
});

describe("the engine's client", () => {
  it("starts its worker with the first question", async () => {
    expect(ports).toHaveLength(0);
    const answer = client.compile(1, "{}");
    ports[0]!.reply(0, { outcome: "answer" });
    await expect(answer).resolves.toEqual({ revision: 1 });
  });

  it("never starts a document that was overtaken, and drops the answer of one that was", async () => {
    const answers = [client.compile(1, "a"), client.compile(2, "b"), client.compile(3, "c")].map(settled);
    ports[0]!.reply(0, { outcome: "answer" });
    expect(await answers[0]).toBeInstanceOf(StaleError);
    expect(await answers[1]).toBeInstanceOf(StaleError);
    expect(ports[0]!.requests.map(({ revision }) => revision)).toEqual([1, 3]);
    ports[0]!.reply(1, { outcome: "answer" });
    expect(await answers[2]).toEqual({ revision: 3 });
  });

  it("sends service tags once, to each worker", async () => {
    const tags = { values: [] };
    const given = (port: number): unknown[] =>
      ports[port]!.requests.map((request) => (request.kind === "compile" ? request.serviceTags : "none"));
    const asked = async (port: number, index: number, serviceTags: typeof tags | null): Promise<void> => {
      const answer = settled(client.compile(index, "{}", serviceTags));
      ports[port]!.reply(index, { outcome: "answer" });
      await answer;
    };
    void settled(client.compile(0, "{}", tags));
    ports[0]!.reply(0, { outcome: "answer" });
    await Promise.resolve();
    await asked(0, 1, tags);
    await asked(0, 2, null);
    expect(given(0)).toEqual([tags, undefined, null]);
    const lost = settled(client.compile(3, "{}", tags));
    ports[0]!.reply(3, { outcome: "failed", message: "unreachable" });
    await lost;
    void settled(client.compile(4, "{}", tags));
    expect(given(1)).toEqual([tags]);
  });

  it("answers questions in whatever order they come back", async () => {
    const routes = settled(client.routes(1, "v/s"));
    const trace = settled(client.trace(1, { from: "v/s", to: "Internet" }));
    ports[0]!.reply(1, { outcome: "stale" });
    ports[0]!.reply(0, { outcome: "answer" });
    expect(await routes).toEqual({ revision: 1 });
    expect(await trace).toBeInstanceOf(StaleError);
  });

  it("passes on why a question is refused", async () => {
    const refused = settled(client.routes(1, "nowhere"));
    ports[0]!.reply(0, { outcome: "refused", message: "no such subnet" });
    expect(await refused).toEqual(new RefusedError("no such subnet"));
  });

  it("ends a worker that failed, with all that waits for it, and starts another", async () => {
    const compile = settled(client.compile(1, "{}"));
    const routes = settled(client.routes(1, "v/s"));
    ports[0]!.reply(0, { outcome: "failed", message: "unreachable" });
    expect(await compile).toEqual(new EngineError("unreachable"));
    expect(await routes).toEqual(new EngineError("unreachable"));
    expect(ports[0]!.ended).toBe(true);
    const next = client.compile(2, "{}");
    ports[1]!.reply(0, { outcome: "answer" });
    await expect(next).resolves.toEqual({ revision: 2 });
  });

  it("takes a worker that cannot be loaded as failed", async () => {
    const compile = settled(client.compile(1, "{}"));
    ports[0]!.onerror?.({ message: "not found" });
    expect(await compile).toEqual(new EngineError("not found"));
  });
});
