// The language worker: the JSON language service of Visual Studio Code with the design's schema.

import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { DESIGN_SCHEMA } from "../../document/schema.ts";
import type { LanguageReply, LanguageRequest } from "./messages.ts";
import { explanationOf, suggestionOf } from "./translate.ts";

const ADDRESS = "design:///design.json";
const SCHEMA_ADDRESS = "design:///design.schema.json";

const service = getLanguageService({
  // Whatever `$schema` a document names, it is a design; and nothing is fetched.
  schemaRequestService: () => Promise.resolve(JSON.stringify(DESIGN_SCHEMA)),
  workspaceContext: { resolveRelativePath: () => SCHEMA_ADDRESS },
});
service.configure({ allowComments: true, schemas: [{ uri: SCHEMA_ADDRESS, fileMatch: ["*"], schema: DESIGN_SCHEMA }] });

addEventListener("message", (event: MessageEvent<LanguageRequest>) => {
  void answer(event.data).then((reply) => postMessage(reply));
});

async function answer({ id, kind, text, offset }: LanguageRequest): Promise<LanguageReply> {
  const document = TextDocument.create(ADDRESS, "jsonc", 1, text);
  try {
    const parsed = service.parseJSONDocument(document);
    const position = document.positionAt(offset);
    if (kind === "complete") {
      const list = await service.doComplete(document, position, parsed);
      return { id, kind, suggestions: (list?.items ?? []).map((item) => suggestionOf(item, document, offset)) };
    }
    const hover = await service.doHover(document, position, parsed);
    return { id, kind, explanation: hover === null ? null : explanationOf(hover, document, offset) };
  } catch (error) {
    // A document nested deeper than the stack has no completions.
    if (!(error instanceof RangeError)) throw error;
    return kind === "complete" ? { id, kind, suggestions: [] } : { id, kind, explanation: null };
  }
}
