// What went wrong with a request, read from whatever the SDK throws.

/** A refusal or an accident, as Azure tells it. */
export interface Problem {
  /** Azure's error code, or the name of the error where Azure did not answer. */
  code: string;
  message: string;
  /** The HTTP status; absent where Azure did not answer, or answered through an operation. */
  status?: number;
  /** Codes of the error's details. */
  details: string[];
  /** Milliseconds that Azure asks to wait. */
  retryAfter?: number;
}

/** Refusals that pass: routing.md section 15, rows 19 and 20, and Azure Resource Manager's throttling. */
const PASSING = new Set(["AnotherOperationInProgress", "ReferencedResourceNotProvisioned", "RetryableError", "TooManyRequests"]);

/** Whether the same request may succeed a little later. */
export function isPassing({ code, status, details }: Problem): boolean {
  return status === 429 || [code, ...details].some((each) => PASSING.has(each));
}

interface Thrown {
  name?: string;
  message?: string;
  code?: string;
  statusCode?: number;
  response?: { headers?: { get(name: string): string | undefined }; bodyAsText?: string | null };
}

/**
 * Reads an error of the SDK. `operation` is the body of the last look at a long-running operation: where an
 * operation ended badly the SDK throws a plain error, and the code is only there.
 */
export function problemOf(error: unknown, operation?: unknown): Problem {
  const thrown = (typeof error === "object" && error !== null ? error : { message: String(error) }) as Thrown;
  const answered = thrown.statusCode === undefined ? errorIn(operation) : errorIn(parse(thrown.response?.bodyAsText));
  const retryAfter = waitOf(thrown.response?.headers?.get("retry-after"));
  return {
    code: answered?.code ?? thrown.code ?? thrown.name ?? "Error",
    message: answered?.message ?? thrown.message ?? "",
    details: answered?.details ?? [],
    ...(thrown.statusCode === undefined ? {} : { status: thrown.statusCode }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** A Retry-After header in milliseconds: seconds, or a date. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function errorIn(body: unknown): { code?: string; message?: string; details: string[] } | undefined {
  const error = member(body, "error") ?? body;
  const [code, message] = [text(member(error, "code")), text(member(error, "message"))];
  if (code === undefined) return undefined;
  const details = member(error, "details");
  const codes = Array.isArray(details) ? details.map((detail) => text(member(detail, "code"))).filter((each) => each !== undefined) : [];
  return { code, ...(message === undefined ? {} : { message }), details: codes };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function parse(body: string | null | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}
