// Checks the form of a body against the facts, and brings it into the form that Azure stores:
// read-only and null members dropped, enumeration values in Azure's spelling.

import { ArmError, type ErrorDetail } from "./errors.js";
import { definitionFact, resourceFact, type ObjectFact, type TypeFact } from "./facts.js";
import { asObject, sameText, type Json, type JsonObject } from "./json.js";
import { isReadOnly } from "./readonly.js";

/** Members that every body may repeat from its URL, or bring back from a read. The URL's count. */
const IDENTITY = ["etag", "id", "name", "type"];

/** The body in Azure's form; throws InvalidRequestContent or InvalidRequestFormat with every problem found. */
export function canonicalBody(type: string, apiVersion: string, body: JsonObject): JsonObject {
  const members = resourceFact(type, apiVersion) ?? {};
  const checker = new Checker(apiVersion);
  const unknown = Object.keys(body).find((name) => !IDENTITY.includes(name) && !hasMember(members, name));
  if (unknown !== undefined) {
    // The envelope is read by Azure Resource Manager itself, before Microsoft.Network sees the body.
    throw new ArmError(400, "InvalidRequestContent", `The request content was invalid: no member '${unknown}' on a resource of type ${type}.`);
  }
  const canonical = checker.object("", type, members, body);
  if (checker.problems.length > 0) throw new ArmError(400, "InvalidRequestFormat", "Cannot parse the request.", checker.problems);
  return canonical;
}

function hasMember(members: ObjectFact, name: string): boolean {
  return memberFact(members, name) !== undefined;
}

// Own members only: a body may well say "constructor" or "__proto__".
function memberFact(members: ObjectFact, name: string): TypeFact | undefined {
  const key = [name, `${name}!`].find((candidate) => Object.hasOwn(members, candidate));
  return key === undefined ? undefined : members[key];
}

/** A value as it is quoted in a problem: never more than a line of it. */
function quote(value: Json): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value).slice(0, 100);
}

class Checker {
  readonly problems: ErrorDetail[] = [];
  readonly #apiVersion: string;

  constructor(apiVersion: string) {
    this.#apiVersion = apiVersion;
  }

  object(path: string, definition: string, members: ObjectFact, value: JsonObject): JsonObject {
    const canonical: JsonObject = {};
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined || inner === null || (path === "" && IDENTITY.includes(name))) continue;
      const fact = memberFact(members, name);
      const at = path === "" ? name : `${path}.${name}`;
      if (fact !== undefined) canonical[name] = this.value(at, fact, inner);
      else if (!isReadOnly(definition, name)) {
        this.#problem(`Could not find member '${name}' on object of type '${definition}'. Path '${at}'.`);
      }
    }
    for (const name of Object.keys(members).filter((key) => key.endsWith("!"))) {
      const plain = name.slice(0, -1);
      if (!Object.hasOwn(canonical, plain)) this.#problem(`Required property '${plain}' not found in JSON. Path '${path}'.`);
    }
    return canonical;
  }

  value(path: string, fact: TypeFact, value: Json): Json {
    if (Array.isArray(fact)) return this.#enumeration(path, fact, value);
    if (fact.endsWith("[]")) return this.#array(path, fact.slice(0, -2), value);
    if (fact.endsWith("{}")) return this.#map(path, fact.slice(0, -2), value);
    if (fact === "any") return value;
    if (fact === "string" || fact === "boolean" || fact === "number") {
      if (typeof value !== fact) this.#mismatch(path, fact, value);
      return value;
    }
    if (fact.startsWith("integer")) return this.#integer(path, fact, value);
    const object = asObject(value);
    if (object) return this.object(path, fact, definitionFact(fact, this.#apiVersion) ?? {}, object);
    this.#mismatch(path, fact, value);
    return value;
  }

  // Azure reads enumeration values whatever their case and answers in its own spelling.
  #enumeration(path: string, fact: string[] | [string[]], value: Json): Json {
    const [first] = fact;
    if (Array.isArray(first)) {
      if (Array.isArray(value)) return value.map((item, index) => this.#enumeration(`${path}[${index}]`, first, item));
      this.#mismatch(path, "array", value);
      return value;
    }
    const known = (fact as string[]).find((allowed) => typeof value === "string" && sameText(allowed, value));
    if (known === undefined) this.#mismatch(path, (fact as string[]).join(" | "), value);
    return known ?? value;
  }

  #array(path: string, item: string, value: Json): Json {
    if (Array.isArray(value)) return value.map((entry, index) => this.value(`${path}[${index}]`, item, entry));
    this.#mismatch(path, "array", value);
    return value;
  }

  #map(path: string, item: string, value: Json): Json {
    const object = asObject(value);
    if (!object) {
      this.#mismatch(path, "object", value);
      return value;
    }
    return Object.fromEntries(Object.entries(object).map(([name, entry]) => [name, this.value(`${path}.${name}`, item, entry ?? null)]));
  }

  #integer(path: string, fact: string, value: Json): Json {
    const [low = "", high = ""] = fact.slice("integer ".length).split("..");
    const fits =
      Number.isInteger(value) && (low === "" || Number(value) >= Number(low)) && (high === "" || Number(value) <= Number(high));
    if (!fits) this.#mismatch(path, fact, value);
    return value;
  }

  #mismatch(path: string, expected: string, value: Json): void {
    this.#problem(`Error converting value ${quote(value)} to type '${expected}'. Path '${path}'.`);
  }

  #problem(message: string): void {
    this.problems.push({ code: "InvalidJson", message });
  }
}
