// The shape of a design document.

export type Design = Record<string, unknown>;
