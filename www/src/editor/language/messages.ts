// What the editor asks the language worker, and what comes back.

export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly documentation: string;
  /** What takes the place of the text from `from` to `to`; `${}` marks where the cursor goes. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

export interface Explanation {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type LanguageRequest = {
  readonly id: number;
  readonly kind: "complete" | "explain";
  readonly text: string;
  readonly offset: number;
};

export type LanguageReply =
  | { readonly id: number; readonly kind: "complete"; readonly suggestions: readonly Suggestion[] }
  | { readonly id: number; readonly kind: "explain"; readonly explanation: Explanation | null };
