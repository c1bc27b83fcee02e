// Finds what keeps a JavaScript value from being a JSON document, so that the complaint has a place.

/** How deep a document may be nested: the depth at which the engine stops reading. */
const MAX_DEPTH = 128;

export interface Obstacle {
  /** JSON pointer. */
  path: string;
  because: string;
}

/** The first thing in `value`, in reading order, that JSON cannot say. */
export function findObstacle(value: unknown): Obstacle | undefined {
  return search(value, "", [], new Set());
}

/** `ancestors` leads to `value`; `clean` holds what was searched before, as a value may be used in many places. */
function search(value: unknown, path: string, ancestors: object[], clean: Set<object>): Obstacle | undefined {
  if (typeof value === "bigint") return { path, because: "a BigInt has no JSON form: write a number or a string" };
  if (typeof value === "string" && isBroken(value)) return { path, because: "the text has half of a surrogate pair" };
  if (typeof value !== "object" || value === null || clean.has(value)) return undefined;
  if (ancestors.includes(value)) return { path, because: "the value contains itself" };
  if (ancestors.length === MAX_DEPTH) return { path, because: `the value is nested deeper than ${MAX_DEPTH} levels` };
  for (const [key, child] of Object.entries(value)) {
    if (isBroken(key)) return { path, because: "a key has half of a surrogate pair" };
    const inside = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const found = search(child, inside, [...ancestors, value], clean);
    if (found) return found;
  }
  clean.add(value);
  return undefined;
}

function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
