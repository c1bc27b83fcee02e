// The stand-in for the azure-native provider: its rules for checking, comparing, writing and reading, as plain functions.
// The real provider cannot run without Azure. What is replaced, and when, is our reading of its documentation, not its code.
import { isDeepStrictEqual } from "node:util";
import type { Arm } from "./arm.js";
import { bodyOf, idOf, isObject, keepSubResources, nameInputs, outputsOf, shapeOf } from "./shapes.js";
import type { Json, Properties, Shape } from "./shapes.js";

/** Pulumi's mark for a value that is not known before deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Outputs that only Azure can give. */
const COMPUTED = ["etag", "name", "provisioningState", "type"];

export interface Difference {
  changed: string[];
  /** The changed inputs for which there has to be another resource. */
  replaces: string[];
}

export interface Provider {
  check(type: string, inputs: Properties): { property: string; reason: string }[];
  diff(type: string, old: Properties, inputs: Properties): Difference;
  create(type: string, inputs: Properties, preview: boolean): Promise<{ id: string; outputs: Properties }>;
  read(type: string, id: string, inputs: Properties): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  update(type: string, id: string, inputs: Properties, old: Properties, preview: boolean): Promise<Properties>;
  delete(type: string, id: string): Promise<void>;
  invoke(token: string): Properties;
}

export function standIn(arm: Arm): Provider {
  return {
    check(type, inputs) {
      const shape = shapeOf(type);
      if (!shape) return [{ property: "", reason: `the stand-in has no type ${type}` }];
      const missing = nameInputs(shape).filter((name) => inputs[name] === undefined);
      return missing.map((property) => ({ property, reason: `missing required property '${property}'` }));
    },

    diff(type, old, inputs) {
      const names = [...new Set([...Object.keys(old), ...Object.keys(inputs)])].sort();
      const changed = names.filter((name) => !isDeepStrictEqual(old[name], inputs[name]));
      const fixed = [...nameInputs(known(type)), "location"];
      return { changed, replaces: changed.filter((name) => fixed.includes(name)) };
    },

    async create(type, inputs, preview) {
      if (preview) return { id: "", outputs: { ...inputs, ...Object.fromEntries(COMPUTED.map((name) => [name, UNKNOWN])) } };
      const shape = known(type);
      const id = idOf(shape, arm.subscription, inputs);
      if (await arm.get(id, shape.apiVersion)) throw new Error(`cannot create already existing resource '${id}'`);
      const empty = Object.fromEntries(shape.subResources.map((name) => [name, []]));
      return written(await arm.put(id, shape.apiVersion, bodyOf(shape, { ...empty, ...inputs })));
    },

    async read(type, id, inputs) {
      const live = await arm.get(id, known(type).apiVersion);
      if (!live) return undefined;
      const { outputs } = written(live);
      const names = Object.fromEntries(nameInputs(known(type)).map((name) => [name, inputs[name] ?? null]));
      return { inputs: { ...refreshed(inputs, outputs), ...names }, outputs };
    },

    async update(type, id, inputs, old, preview) {
      if (preview) return { ...old, ...inputs, etag: UNKNOWN };
      const shape = known(type);
      const live = (await arm.get(id, shape.apiVersion)) ?? {};
      return written(await arm.put(id, shape.apiVersion, keepSubResources(shape, bodyOf(shape, inputs), live))).outputs;
    },

    async delete(type, id) {
      await arm.delete(id, known(type).apiVersion);
    },

    invoke(token) {
      if (token !== "azure-native:authorization:getClientConfig") throw new Error(`the stand-in has no function ${token}`);
      return { clientId: "", objectId: "", tenantId: "", subscriptionId: arm.subscription };
    },
  };
}

function known(type: string): Shape {
  const shape = shapeOf(type);
  if (!shape) throw new Error(`the stand-in has no type ${type}`);
  return shape;
}

/** The id is not an output: Pulumi keeps it apart. */
function written(answer: Properties): { id: string; outputs: Properties } {
  const { id, ...outputs } = outputsOf(answer) as Properties;
  return { id: String(id), outputs };
}

/** The inputs that the program set, with the values that Azure has now. */
function refreshed<Value extends Json>(set: Value, live: Json): Value;
function refreshed(set: Json, live: Json): Json {
  if (Array.isArray(set) && Array.isArray(live)) return refreshedItems(set, live);
  if (!isObject(set) || !isObject(live)) return live;
  const names = Object.keys(set).filter((name) => live[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, refreshed(set[name] ?? null, live[name] ?? null)]));
}

/** Items with names are the same under any order; what the program did not set comes last. */
function refreshedItems(set: Json[], live: Json[]): Json[] {
  const nameOf = (item: Json): Json | undefined => (isObject(item) ? item["name"] : undefined);
  const partner = (item: Json, index: number): number =>
    nameOf(item) === undefined ? index : set.findIndex((other) => nameOf(other) === nameOf(item));
  const paired = live.map((item, index) => ({ item, at: partner(item, index) }));
  const known = paired.filter(({ at }) => at >= 0 && at < set.length).sort((a, b) => a.at - b.at);
  const others = paired.filter((pair) => !known.includes(pair));
  return [...known.map(({ item, at }) => refreshed(set[at] ?? item, item)), ...others.map(({ item }) => item)];
}
