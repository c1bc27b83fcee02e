// The two errors that the package throws. What a design contains is never one of them: that is a diagnostic.

import type { Diagnostic } from "./types.js";

/** Something was asked of a design with errors that only a correct design can answer. */
export class DesignError extends Error {
  override readonly name = "DesignError";
  /** Every finding about the design, warnings too. */
  readonly diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const lines = errors.map(({ code, path, message }) => `\n  ${code} at ${path || "the document"}: ${message}`);
    super(`the design has ${errors.length} ${errors.length === 1 ? "error" : "errors"}:${lines.join("")}`);
    this.diagnostics = diagnostics;
  }
}

/** The package was called in a way that has no answer: an unknown subnet, a format that does not exist. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What is wrong with the question to `trace`, each with its JSON pointer into it; empty for other misuse. */
  readonly diagnostics: Diagnostic[];

  constructor(message: string, { diagnostics = [], ...options }: ErrorOptions & { diagnostics?: Diagnostic[] } = {}) {
    super(message, options);
    this.diagnostics = diagnostics;
  }
}
