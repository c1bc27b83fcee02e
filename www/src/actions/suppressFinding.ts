// Says in the design's options that a finding is known and meant, and why.

import { appendTo } from "../document/edit.ts";
import type { Diagnostic } from "../engine/answers.ts";
import type { Edit } from "./edit.ts";

export interface Suppressing {
  readonly finding: Pick<Diagnostic, "code" | "path">;
  readonly reason: string;
}

export const suppressFinding: Edit<Suppressing> = {
  label: ({ finding }) => `Suppress ${finding.code}`,
  apply: (document, { finding: { code, path }, reason }) => ({
    ...document,
    text: appendTo(document.text, "/options/suppressions", { code, path, reason }),
  }),
};
