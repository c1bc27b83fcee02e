// The wire: HTTP on loopback, JSON in and out, faults and the log.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, Arm, Request } from "./arm.js";
import { ArmError } from "./errors.js";
import type { Faults } from "./faults.js";
import type { Json } from "./json.js";
import type { LogEntry } from "./log.js";

/** Azure Resource Manager's own bound on a request. */
const LARGEST_BODY = 4 * 1024 * 1024;

/** What a server needs. */
export interface ServerParts {
  arm: Arm;
  faults: Faults;
  record: (entry: LogEntry) => void;
}

/** Starts to listen on 127.0.0.1. */
export async function listen(port: number, parts: ServerParts): Promise<{ server: Server; port: number }> {
  let count = 0;
  const server = createServer((message, response) => {
    count += 1;
    void respond(message, response, count, parts);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Stops listening and drops the connections that clients keep open. */
export async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function respond(message: IncomingMessage, response: ServerResponse, number: number, { arm, faults, record }: ServerParts): Promise<void> {
  const method = message.method ?? "GET";
  // Microsoft's own clients put two slashes before an id; a URL would take the second for a host.
  const url = new URL((message.url ?? "/").replace(/^\/+/, "/"), "http://127.0.0.1");
  let answer: Answer;
  try {
    const path = decode(url.pathname);
    const text = await read(message);
    const fault = faults.take(method, path, "request");
    if (fault) {
      const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
      answer = { ...failure(new ArmError(fault.status ?? 500, fault.code, fault.message ?? fault.code)), headers };
    } else answer = arm.answer(request(message, method, path, url.searchParams, text));
  } catch (error) {
    answer = failure(error instanceof ArmError ? error : new ArmError(500, "InternalServerError", String(error)));
  }
  const code = errorCode(answer.body);
  record({
    kind: "request",
    method,
    path: url.pathname,
    apiVersion: url.searchParams.get("api-version") ?? undefined,
    status: answer.status,
    ...(code === undefined ? {} : { code }),
  });
  send(response, answer, number);
}

function request(message: IncomingMessage, method: string, path: string, query: URLSearchParams, text: string): Request {
  const { authorization } = message.headers;
  const headers = { authorization, ifMatch: message.headers["if-match"], ifNoneMatch: message.headers["if-none-match"] };
  return { method, path, query, headers, body: text === "" ? undefined : parse(text) };
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replace(/\/{2,}/g, "/");
  } catch {
    throw new ArmError(400, "InvalidRequestUri", "The request URI is not valid percent-encoding.");
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new ArmError(400, "InvalidRequestContent", `The request content was invalid and could not be deserialized: ${(error as Error).message}`);
  }
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size > LARGEST_BODY) throw new ArmError(413, "RequestContentTooLarge", `The request content is larger than ${LARGEST_BODY} bytes.`);
  return Buffer.concat(chunks).toString("utf8");
}

function failure({ status, code, message, details }: ArmError): Answer {
  return { status, body: { error: { code, message, details: details.map((detail) => ({ ...detail })) } } };
}

function errorCode(body: Json | undefined): string | undefined {
  const error = typeof body === "object" && body !== null && !Array.isArray(body) ? body["error"] : undefined;
  const code = typeof error === "object" && error !== null && !Array.isArray(error) ? error["code"] : undefined;
  return typeof code === "string" ? code : undefined;
}

function send(response: ServerResponse, { status, headers, body }: Answer, number: number): void {
  const id = `00000000-0000-4000-9000-${number.toString(16).padStart(12, "0")}`;
  const text = body === undefined ? "" : JSON.stringify(body);
  const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { "x-ms-request-id": id, "x-ms-correlation-request-id": id, "cache-control": "no-cache", ...type, ...headers });
  response.end(text);
}
