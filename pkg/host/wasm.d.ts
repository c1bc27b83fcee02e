// The build puts the module's bytes where a script imports it (see `inline.ts`).

declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
