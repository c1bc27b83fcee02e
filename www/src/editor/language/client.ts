// Questions about the language of the document, asked of a worker so that typing never waits.

import type { Explanation, LanguageReply, LanguageRequest, Suggestion } from "./messages.ts";

export interface Language {
  complete(text: string, offset: number): Promise<readonly Suggestion[]>;
  explain(text: string, offset: number): Promise<Explanation | null>;
}

let started: Language | null = null;

/** One worker for the page, however often the editor is opened. */
export function startLanguage(): Language {
  started ??= openLanguage(new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "language" }));
  return started;
}

function openLanguage(worker: Worker): Language {
  const waiting = new Map<number, (reply: LanguageReply) => void>();
  let nextId = 0;
  worker.onmessage = ({ data }: MessageEvent<LanguageReply>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  const ask = (kind: LanguageRequest["kind"], text: string, offset: number): Promise<LanguageReply> =>
    new Promise((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      worker.postMessage({ id, kind, text, offset } satisfies LanguageRequest);
    });
  return {
    complete: async (text, offset) => {
      const reply = await ask("complete", text, offset);
      return reply.kind === "complete" ? reply.suggestions : [];
    },
    explain: async (text, offset) => {
      const reply = await ask("explain", text, offset);
      return reply.kind === "explain" ? reply.explanation : null;
    },
  };
}
