// The small parts of rendering: columns, and JSON in pieces.

import fc from "fast-check";
import { createColors } from "picocolors";
import { expect, test } from "vitest";
import { renderJson, renderJsonList } from "../../pkg/cli/render/json.js";
import { grid, table } from "../../pkg/cli/render/table.js";

const colours = createColors(true);

test("columns are aligned as a terminal shows them", () => {
  const rows = [["漢字", { text: "red", paint: colours.red }, "x"], ["a", "", ""], ["", "b", ""]];
  expect(table(["Name", "C", "Last"], rows, createColors(false))).toBe(
    "Name  C    Last\n----  ---  ----\n漢字  \u001b[31mred\u001b[39m  x\na\n      b\n",
  );
});

test("a header may be bold", () => {
  expect(table(["A"], [], colours)).toBe("\u001b[1mA\u001b[22m\n-\n");
});

test("words in columns", () => {
  expect(grid(["a", "bb", "ccc", "d"], 15)).toBe("a    bb   ccc\nd\n");
  expect(grid(["wider than the terminal", "b"], 5)).toBe("wider than the terminal\nb\n");
});

test("JSON in pieces is the same JSON", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (first, items) => {
    expect([...renderJsonList({ first }, "items", items)].join("")).toBe(renderJson({ first, items }));
  }));
});
