// The examples of the repository, put into the page when it is built.

import type { DesignDocument } from "./history.ts";

const FILES = import.meta.glob<string>("../../../examples/*/design.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

export interface Example {
  readonly name: string;
  readonly document: DesignDocument;
}

/** The good one first. */
const FIRST = "secure-training";

export const EXAMPLES: readonly Example[] = Object.entries(FILES)
  .map(([path, text]) => {
    const name = path.split("/").at(-2) ?? path;
    return { name, document: { text, positions: {}, fileName: `${name}.json` } };
  })
  .sort(
    (left, right) => Number(right.name === FIRST) - Number(left.name === FIRST) || left.name.localeCompare(right.name),
  );

const EMPTY_DESIGN = `{
  "name": "new-design",
  "location": "eastus",
  "resourceGroup": "rg-new-design",
  "virtualNetworks": []
}
`;

export const NEW_DOCUMENT: DesignDocument = { text: EMPTY_DESIGN, positions: {}, fileName: "design.json" };
