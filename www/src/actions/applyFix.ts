// Applies the change that the engine proposes for a problem.

import { applyPatch } from "../document/edit.ts";
import type { Diagnostic } from "../engine/answers.ts";
import type { Edit } from "./edit.ts";

export const applyFix: Edit<Diagnostic> = {
  label: ({ code }) => `Fix ${code}`,
  apply: (document, { fix }) => ({ ...document, text: applyPatch(document.text, fix ?? []) }),
};
