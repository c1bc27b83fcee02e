// The examples of the repository, put into the page when it is built.

const FILES = import.meta.glob<string>("../../../examples/*/design.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

export interface Example {
  readonly name: string;
  readonly text: string;
}

/** The good one first. */
const FIRST = "secure-training";

export const EXAMPLES: readonly Example[] = Object.entries(FILES)
  .map(([path, text]) => ({ name: path.split("/").at(-2) ?? path, text }))
  .sort((left, right) => Number(right.name === FIRST) - Number(left.name === FIRST) || left.name.localeCompare(right.name));

export const EMPTY_DESIGN = `{
  "name": "new-design",
  "location": "eastus",
  "resourceGroup": "rg-new-design",
  "virtualNetworks": []
}
`;
