// Builds the designer into www/dist. The content security policy is put in only when it
// is built: Vite's development server injects inline scripts that the policy forbids.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** Nothing but this origin; no inline script or style; wasm may be compiled. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  plugins: [react(), contentSecurityPolicy],
  resolve: {
    alias: { "routewright/web": fileURLToPath(new URL("../pkg/host/web.ts", import.meta.url)) },
  },
  worker: { format: "es" },
  server: { host: "127.0.0.1", fs: { allow: [repository] } },
  preview: { host: "127.0.0.1" },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
});
