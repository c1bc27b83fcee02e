/// <reference lib="esnext.disposable" preserve="true" />
// `compile`, and the answers about a compiled design.

import type { Design } from "./design.js";
import { encode } from "./document.js";
import { type Engine, open } from "./engine.js";
import { DesignError, UsageError } from "./errors.js";
import { refuse } from "./refusal.js";
import { type ServiceTags, written } from "./service-tags.js";
import type {
  Diagnostic, Emission, ResourceDefinition, SubnetRoutes, Summary, Trace, TraceQuery, Verdict,
} from "./types.js";

/** What the host knows and the document does not say. */
export interface CompileOptions {
  /** The addresses of service tags, as Microsoft publishes them; what depends on them is undecided without. */
  serviceTags?: ServiceTags;
}

/** Compiles a design: an object, JSON text or its bytes. Never throws for what the document contains. */
export function compile(design: Design | string | Uint8Array, options: CompileOptions = {}): Compiled {
  return new Compiled(design, options);
}

/**
 * A compiled design. Each answer is computed when it is first asked for, and kept.
 *
 * It holds memory of the engine until it is freed: with `using`, by `free()`, or by the garbage collector.
 */
export class Compiled {
  #engine: Engine | undefined;
  #diagnostics: Diagnostic[] | undefined;
  #suppressed: Diagnostic[] | undefined;
  #verdicts: Verdict[] | undefined;
  #summary: Summary | undefined;
  #emission: Emission | undefined;

  constructor(design: Design | string | Uint8Array, { serviceTags }: CompileOptions = {}) {
    const tags = written(serviceTags);
    const document = encode(design);
    this.#engine = "code" in document ? refuse(document) : open(document, tags);
  }

  /** No finding is an error. Warnings and violated intents do not count. */
  get ok(): boolean {
    return this.summary.errors === 0;
  }

  /** Every finding, located, in the order of the document. */
  get diagnostics(): Diagnostic[] {
    return (this.#diagnostics ??= this.#open.diagnostics());
  }

  /** The findings that `options.suppressions` takes back, each with its reason. */
  get suppressed(): Diagnostic[] {
    return (this.#suppressed ??= this.#open.suppressed());
  }

  /** One per intent and expectation. */
  get verdicts(): Verdict[] {
    return (this.#verdicts ??= this.#open.verdicts());
  }

  get summary(): Summary {
    return (this.#summary ??= this.#open.summary());
  }

  /** Every subnet, as `virtual-network/subnet`. */
  get subnets(): string[] {
    return this.summary.subnets;
  }

  /** The effective routes of a subnet. Throws `UsageError` where the design has no such subnet. */
  routes(subnet: string): SubnetRoutes {
    return ask(() => this.#open.routes(subnet));
  }

  /** Follows one packet, there and back. Throws `UsageError`, with `diagnostics`, where the question has no answer. */
  trace(query: TraceQuery): Trace {
    return ask(() => this.#open.trace(query));
  }

  /** What is written to Azure, and what is not. Throws `DesignError` where the design is not `ok`. */
  get emission(): Emission {
    return (this.#emission ??= this.#correct.emission());
  }

  /** The writes, in an order in which they can be made. Throws `DesignError` where the design is not `ok`. */
  get resources(): ResourceDefinition[] {
    return this.emission.resources;
  }

  /** An Azure Resource Manager template as JSON text. Throws `DesignError` where the design is not `ok`. */
  emit(format: "arm"): string {
    if (format !== "arm") throw new UsageError(`there is no output format \`${String(format)}\`; there is: arm`);
    return `${JSON.stringify(this.#correct.template(), null, 2)}\n`;
  }

  /** Gives the memory back. What was asked before stays; nothing new can be asked. */
  free(): void {
    this.#engine?.free();
    this.#engine = undefined;
  }

  get #open(): Engine {
    if (!this.#engine) throw new UsageError("this compiled design was freed");
    return this.#engine;
  }

  get #correct(): Engine {
    if (!this.ok) throw new DesignError(this.diagnostics);
    return this.#open;
  }
}

/** Freed at the end of a block by `using`. */
export interface Compiled extends Disposable {}

// A browser that has no such symbol has no `using` either.
if (Symbol.dispose) Compiled.prototype[Symbol.dispose] = Compiled.prototype.free;

/** The engine throws for misuse; anything else that it throws is a bug, and passes. */
function ask<Answer>(question: () => Answer): Answer {
  try {
    return question();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError || error instanceof WebAssembly.RuntimeError) throw error;
    const { diagnostics = [] }: Error & { diagnostics?: Diagnostic[] } = error;
    throw new UsageError(diagnostics.length === 0 ? error.message : inWords(diagnostics), { cause: error, diagnostics });
  }
}

/** How many findings about a question the message of its error has; all of them are its `diagnostics`. */
const TOLD = 5;

/** One line: `from/firewall: no firewall is named ...; to: ...`. */
function inWords(findings: Diagnostic[]): string {
  const told = findings.slice(0, TOLD).map(({ path, message, hint }) => {
    const where = path === "" ? "" : `${path.slice(1)}: `;
    return `${where}${message}${hint === undefined ? "" : ` (${hint})`}`;
  });
  const more = findings.length - told.length;
  return `${told.join("; ")}${more === 0 ? "" : `; and ${more} more`}`;
}
