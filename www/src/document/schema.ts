// The JSON Schema of the design document, generated from the engine's own types.

import schema from "../../../pkg/design.schema.json";

export const DESIGN_SCHEMA: object = schema;
