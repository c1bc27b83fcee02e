// Failures on request, so that a client's retries can be tried.

/** A failure that the rehearsal gives instead of an answer. */
export interface Fault {
  /** The HTTP method; any when absent. */
  method?: string;
  /** What the path contains (any case), or matches. */
  match: string | RegExp;
  /** The HTTP status of the refusal. Ignored when the fault comes during the operation. */
  status?: number;
  /** Azure's error code. */
  code: string;
  message?: string;
  /** How often, before requests pass; once when absent. */
  times?: number;
  /** Seconds of the answer's Retry-After header. */
  retryAfter?: number;
  /** `request`: refused at once. `operation`: accepted, and failed at the end. */
  during?: "request" | "operation";
}

/** The faults still to come. */
export class Faults {
  readonly #pending: { fault: Fault; left: number }[] = [];

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) this.add(fault);
  }

  /** Adds a fault, after those still to come. */
  add(fault: Fault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault for this request, if there is one; it counts as given. */
  take(method: string, path: string, during: "request" | "operation"): Fault | undefined {
    const found = this.#pending.find(({ fault, left }) => left > 0 && (fault.during ?? "request") === during && matches(fault, method, path));
    if (found) found.left -= 1;
    return found?.fault;
  }
}

function matches({ method: wanted, match }: Fault, method: string, path: string): boolean {
  if (wanted !== undefined && wanted.toUpperCase() !== method) return false;
  return typeof match === "string" ? path.toLowerCase().includes(match.toLowerCase()) : match.test(path);
}
