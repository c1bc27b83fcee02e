// Everything the page is a function of, in one value with one owner. What can be derived from it
// (the objects of the design, the layout, the ranges of problems) is not stored.

import type { Diagnostic, ServiceTags, SubnetRoutes, Trace, TypedQuery } from "../engine/answers.ts";
import type { Answer } from "../engine/messages.ts";
import { NO_HISTORY, type DesignDocument, type History } from "../document/history.ts";
import type { Kind } from "../objects/kind.ts";

export type Origin = "canvas" | "editor" | "problems" | "panel";

/** What is selected: a place in the document and, through it, an object. */
export interface Selection {
  /** Id of an object, or of `INTERNET`; null when the place belongs to no object. */
  readonly id: string | null;
  readonly pointer: string;
  readonly origin: Origin;
}

/** The node for everything outside; it is no object of the document. */
export const INTERNET = "internet";

export type Asked<T> =
  | { readonly status: "idle" }
  | { readonly status: "asking" }
  | { readonly status: "answered"; readonly value: T }
  | { readonly status: "refused"; readonly message: string };

export type Way = "forward" | "reply";

/** The path that is drawn: of a packet asked for, or of the packet that breaks an intent. */
export interface PathState {
  readonly query: TypedQuery;
  readonly trace: Asked<Trace>;
  /** The intent and expectation that the packet breaks. */
  readonly witnessOf: { readonly intent: string; readonly expectation: string } | null;
  readonly hop: { readonly way: Way; readonly index: number } | null;
}

export type EngineStatus =
  | { readonly phase: "starting" }
  | { readonly phase: "working" }
  | { readonly phase: "ready" }
  | { readonly phase: "failed"; readonly message: string };

export type DockTab = "problems" | "intents" | "routes";
export type SideTab = "inspector" | "path";
export type ThemeChoice = "auto" | "light" | "dark";

export type DialogState =
  | { readonly name: "help" }
  | { readonly name: "commands" }
  | { readonly name: "suppress"; readonly finding: Diagnostic }
  | {
      readonly name: "add";
      readonly kind: Kind;
      readonly parent: string | null;
      readonly answers: Readonly<Record<string, unknown>>;
    };

export interface Notice {
  readonly tone: "info" | "error";
  readonly text: string;
  readonly serial: number;
}

export interface DesignerState {
  readonly document: DesignDocument;
  readonly history: History;
  /** Counts the texts that the document had; answers name the one they are about. */
  readonly revision: number;
  /** What Microsoft publishes of service tags, from a file of the user's; null while none was opened. */
  readonly serviceTags: { readonly fileName: string; readonly tags: ServiceTags } | null;
  readonly engine: EngineStatus;
  readonly answer: Answer | null;
  readonly selection: Selection | null;
  /** `trace`: the next two objects that are picked are the ends of a path. */
  readonly tool: "select" | "trace";
  readonly traceFrom: string | null;
  readonly path: PathState | null;
  readonly routes: { readonly subnet: string; readonly answer: Asked<SubnetRoutes> } | null;
  readonly dock: DockTab;
  readonly side: SideTab;
  readonly codeShown: boolean;
  readonly linesWrapped: boolean;
  readonly theme: ThemeChoice;
  readonly dialog: DialogState | null;
  readonly notice: Notice | null;
  /** Counts the requests to show the whole drawing. */
  readonly fitRequests: number;
}

export function initialState(start: { document: DesignDocument; theme: ThemeChoice }): DesignerState {
  return {
    ...start,
    history: NO_HISTORY,
    revision: 0,
    serviceTags: null,
    engine: { phase: "starting" },
    answer: null,
    selection: null,
    tool: "select",
    traceFrom: null,
    path: null,
    routes: null,
    dock: "problems",
    side: "inspector",
    codeShown: true,
    linesWrapped: false,
    dialog: null,
    notice: null,
    fitRequests: 0,
  };
}
