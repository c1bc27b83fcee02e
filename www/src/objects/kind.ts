// What the designer knows about a kind of object of the design: where the document keeps it,
// what its form shows, and what a new one looks like. One kind, one file beside this one.

export type Kind =
  | "virtualNetwork"
  | "subnet"
  | "routeTable"
  | "route"
  | "peering"
  | "networkSecurityGroup"
  | "firewall"
  | "appliance"
  | "gateway"
  | "privateEndpoint"
  | "site"
  | "publicIpAddress"
  | "intent";

export type JsonObject = Readonly<Record<string, unknown>>;

interface FieldBase {
  /** The property of the object, with ARM's name. */
  readonly key: string;
  readonly label: string;
  /** One sentence below the control. */
  readonly help?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
}

export type Field =
  | (FieldBase & { readonly type: "text" })
  /** A list of words: prefixes, names. */
  | (FieldBase & { readonly type: "list" })
  | (FieldBase & { readonly type: "flag"; readonly default: boolean })
  | (FieldBase & { readonly type: "choice"; readonly choices: readonly string[]; readonly default?: string })
  /** True, false, or not said. */
  | (FieldBase & { readonly type: "tristate"; readonly yes: string; readonly no: string })
  /** The name of another object of the design. */
  | (FieldBase & { readonly type: "reference"; readonly of: Kind })
  /** A next hop: by name, or a type and perhaps an address. */
  | (FieldBase & { readonly type: "nextHop" })
  /** One end of an intent: a subnet, a prefix, `Internet`, `OnPremises`, a list, or an object. */
  | (FieldBase & { readonly type: "endpoint" })
  /** A list of small objects, one line each; changed in the code. */
  | (FieldBase & { readonly type: "records"; line(entry: JsonObject): { title: string; detail: string } });

export interface ObjectKind {
  readonly kind: Kind;
  readonly label: string;
  readonly plural: string;
  /** The array that holds such objects, in the document or in the parent. */
  readonly collection: string;
  readonly parent?: Kind;
  /** What the form asks for a new one. */
  readonly asks: readonly Field[];
  /** What can be changed of one that exists. */
  fields(value: JsonObject): readonly Field[];
  /** How the object is called, when `name` does not say it. */
  title?(value: JsonObject): string;
  /** Turns what the form asked for into a new object. */
  create(answers: JsonObject): JsonObject;
}

export function text(value: JsonObject, key: string): string {
  const found = value[key];
  return typeof found === "string" ? found : "";
}

export function list(value: JsonObject, key: string): string[] {
  const found = value[key];
  if (typeof found === "string") return [found];
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === "string") : [];
}

export function objects(value: JsonObject, key: string): JsonObject[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A label inside a sentence: "virtual network", but "Azure Firewall". */
export function inSentence(label: string): string {
  return label.startsWith("Azure") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** The object without the properties that were left empty. */
export function filled(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, item]) => item !== undefined && item !== "" && !(Array.isArray(item) && item.length === 0),
    ),
  );
}
