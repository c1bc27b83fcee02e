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
  | "routeServer"
  | "virtualHub"
  | "loadBalancer"
  | "natGateway"
  | "networkInterface"
  | "applicationSecurityGroup"
  | "securityAdminRule"
  | "routingRule"
  | "connectedGroup"
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
  /** A line of text; one that may be a service tag is offered them. */
  | (FieldBase & { readonly type: "text"; readonly tags?: boolean })
  | (FieldBase & { readonly type: "number" })
  /** A list of words: prefixes, names; or of numbers. */
  | (FieldBase & { readonly type: "list"; readonly numbers?: boolean })
  | (FieldBase & { readonly type: "flag"; readonly default: boolean })
  /** One of a few words; `empty` is what not choosing means. */
  | (FieldBase & { readonly type: "choice"; readonly choices: readonly string[]; readonly empty?: string })
  /** True, false, or not said. */
  | (FieldBase & { readonly type: "tristate"; readonly yes: string; readonly no: string })
  /** The name of another object of the design. */
  | (FieldBase & { readonly type: "reference"; readonly of: Kind })
  /** The names of other objects, or words of a closed list. */
  | (FieldBase & { readonly type: "several"; readonly of: Kind | readonly string[]; readonly or?: Kind })
  /** A next hop: by name, or a type and perhaps an address. */
  | (FieldBase & { readonly type: "nextHop" })
  /** One end of an intent: a subnet, a prefix, `Internet`, `OnPremises`, a list, or an object; or what a packet passes. */
  | (FieldBase & { readonly type: "endpoint"; readonly passed?: boolean })
  /** A list of small objects, one line each; changed in the code. */
  | (FieldBase & { readonly type: "records"; line(entry: JsonObject): { title: string; detail: string } });

/** An object that is drawn as a box inside a subnet. */
export interface Device {
  /** The subnet, as `vnet/subnet`. */
  stands(value: JsonObject): string;
  /** The line below its name. */
  line(value: JsonObject): string;
  /** Whether it has a public address of its own. */
  isPublic?(value: JsonObject): boolean;
}

export interface ObjectKind {
  readonly kind: Kind;
  readonly label: string;
  readonly plural: string;
  /** The array that holds such objects, in the document or in the parent: the steps of a pointer to it. */
  readonly collection: string;
  readonly parent?: Kind;
  /** What the form asks for a new one. */
  readonly asks: readonly Field[];
  /** It is a list of names instead of an object: then `""` is the key under which all of them stand. */
  readonly isList?: boolean;
  /** What can be changed of one that exists. */
  fields(value: JsonObject): readonly Field[];
  /** How the object is called, when `name` does not say it. */
  title?(value: JsonObject): string;
  readonly device?: Device;
  /** What lists of objects say beside the name. */
  detail?(value: JsonObject): string;
  /** Turns what the form asked for into a new object. */
  create(answers: JsonObject): JsonObject | readonly string[];
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
