// Fields that several kinds of objects have.
import type { Field } from "./kind.ts";

/** The network in whose subnet of a reserved name something stands. */
export const NETWORK: Field = {
  key: "virtualNetwork",
  label: "Virtual network",
  type: "reference",
  of: "virtualNetwork",
  required: true,
};
