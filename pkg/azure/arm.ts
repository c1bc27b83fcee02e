// Reading and writing resources by id, through Microsoft's client and its poller.

import type { ResourceManagementClient } from "@azure/arm-resources";
import { resourceManagementClient } from "./client.js";
import { problemOf, type Problem } from "./failure.js";
import type { ClientOptions } from "./options.js";

/** A resource as Azure answers it. */
export interface Live {
  id?: string;
  location?: string;
  properties?: Record<string, unknown>;
  [member: string]: unknown;
}

/** A write that did not succeed. */
export class WriteFailure extends Error {
  readonly problem: Problem;
  /** Azure refused the write or its operation failed; otherwise nobody knows how it ended. */
  readonly known: boolean;

  constructor(problem: Problem, known: boolean, cause: unknown) {
    super(problem.message, { cause });
    this.name = "WriteFailure";
    this.problem = problem;
    this.known = known;
  }
}

/** What the SDK's poller waits between looks, where Azure does not say: its own two seconds when absent. */
export interface Polling {
  pollInterval?: number;
}

/** Azure Resource Manager, for whole bodies. */
export class Arm {
  readonly #client: ResourceManagementClient;
  readonly #pollInterval: number | undefined;
  /** Bodies of writes that are being sent, by path. */
  readonly #bodies = new Map<string, string>();

  constructor(options: ClientOptions & Polling) {
    this.#client = resourceManagementClient(options);
    this.#pollInterval = options.pollInterval;
    // The SDK's model of a resource is a selection: `zones`, say, would be dropped without a word. What is
    // sent is therefore put in after the SDK has written its own version.
    this.#client.pipeline.addPolicy(
      {
        name: "wholeBody",
        sendRequest: (request, next) => {
          const body = request.method === "PUT" ? this.#bodies.get(new URL(request.url).pathname) : undefined;
          if (body !== undefined) request.body = body;
          return next(request);
        },
      },
      { afterPhase: "Serialize" },
    );
  }

  /** The resource, or `undefined` where there is none. */
  async get(id: string, apiVersion: string, signal: AbortSignal | undefined): Promise<Live | undefined> {
    let text: string | null | undefined;
    try {
      await this.#client.resources.getById(pathOf(id), apiVersion, {
        ...(signal ? { abortSignal: signal } : {}),
        // The SDK's model of the answer is a selection too.
        onResponse: ({ bodyAsText }) => {
          text = bodyAsText;
        },
      });
    } catch (error) {
      if (problemOf(error).status === 404) return undefined;
      throw error;
    }
    return JSON.parse(text ?? "{}") as Live;
  }

  /** Writes a resource and follows the operation to its end; throws `WriteFailure`. */
  async put(id: string, apiVersion: string, body: object, signal: AbortSignal | undefined): Promise<void> {
    const path = pathOf(id);
    let accepted = false;
    let succeeded = false;
    let last: unknown;
    this.#bodies.set(`/${path}`, JSON.stringify(body));
    try {
      await this.#client.resources.beginCreateOrUpdateByIdAndWait(path, apiVersion, {}, {
        ...(signal ? { abortSignal: signal } : {}),
        ...(this.#pollInterval === undefined ? {} : { updateIntervalInMs: this.#pollInterval }),
        onResponse: ({ status, parsedBody }) => {
          accepted ||= status < 400;
          succeeded ||= status < 400 && statusOf(parsedBody) === "succeeded";
          last = parsedBody;
        },
      });
    } catch (error) {
      // The SDK reads the resource once more at the end; that this fails does not undo the write.
      if (succeeded) return;
      const failed = ["failed", "canceled"].includes(statusOf(last));
      const refused = !accepted && problemOf(error).status !== undefined;
      throw new WriteFailure(problemOf(error, failed ? last : undefined), failed || refused, error);
    } finally {
      this.#bodies.delete(`/${path}`);
    }
  }
}

/** The status in the body of a look at a long-running operation. */
function statusOf(body: unknown): string {
  const status = typeof body === "object" && body !== null ? (body as { status?: unknown }).status : undefined;
  return typeof status === "string" ? status.toLowerCase() : "";
}

/** The SDK puts the slash before an id, and encodes nothing in it. */
function pathOf(id: string): string {
  return encodeURI(id.replace(/^\/+/, ""));
}
