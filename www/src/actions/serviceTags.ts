// The addresses of service tags, from the file that Microsoft publishes every week.

import { written } from "../../../pkg/service-tags.ts";
import { pickFile, type OpenedFile } from "../document/file.ts";
import type { ServiceTags } from "../engine/answers.ts";
import type { Store } from "../state/store.ts";
import { noticed } from "../state/transitions.ts";
import type { Action } from "./action.ts";

/** Routes, walks and verdicts are worked out anew with them: each document is asked about in a new revision. */
function take({ name, text }: OpenedFile, store: Store): void {
  const tags = JSON.parse(text) as ServiceTags;
  // Throws for any other file.
  written(tags);
  store.setState((state) => ({
    ...noticed(state, "info", `Service tags of ${name}: ${tags.values.length} tags`),
    serviceTags: { fileName: name, tags },
    revision: state.revision + 1,
  }));
}

export const openServiceTags: Action = {
  id: "service-tags",
  label: "Open service tags…",
  group: "File",
  run: async (store) => {
    try {
      const file = await pickFile();
      if (file !== null) take(file, store);
    } catch (error) {
      const why = error instanceof SyntaxError ? "it is not JSON" : error instanceof Error ? error.message : String(error);
      store.setState((state) => noticed(state, "error", `The service tags cannot be read: ${why}`));
    }
  },
};

export const forgetServiceTags: Action = {
  id: "forget-service-tags",
  label: "Forget the service tags",
  group: "File",
  enabled: ({ serviceTags }) => serviceTags !== null,
  run: (store) => store.setState(({ revision }) => ({ serviceTags: null, revision: revision + 1 })),
};
