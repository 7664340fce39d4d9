import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import headers from "./headers.json" with { type: "json" };
import routes from "./routes.json" with { type: "json" };

const web = process.env.WEB_ORIGIN ?? "http://127.0.0.1:8001";
const events = process.env.EVENTS_ORIGIN ?? "http://127.0.0.1:8002";
const cognito = process.env.COGNITO_ORIGIN ?? "https://cognito-idp.*.amazonaws.com";
// Where browsers post pictures to, and the bucket or CDN that shows them.
const uploads = process.env.UPLOADS_ORIGIN ?? "";
const media = process.env.MEDIA_ORIGIN;

// The same paths that the CDN sends to the load balancer (routes.json). The Host header stays the
// browser's, so that the admin's origin check sees one origin.
const toWeb: ProxyOptions = { target: web, changeOrigin: false, xfwd: true };
const toEvents: ProxyOptions = {
  target: events,
  changeOrigin: false,
  xfwd: true,
  timeout: 0,
  proxyTimeout: 0,
};
// What Vite's dev server has at addresses that look like people's.
const notVites = "(?!/@(?:vite/[a-z]|fs/|id/|react-refresh))";

/** A path of routes.json, in which * stands for anything, as Vite wants it. */
const pattern = (glob: string): string =>
  `^${notVites}${glob.replaceAll(".", "\\.").replaceAll("*", ".*")}(?:\\?|$)`;

function proxied(paths: string[], to: ProxyOptions): Record<string, ProxyOptions> {
  return Object.fromEntries(paths.map((path) => [pattern(path), to]));
}

// The first that fits counts, here as in the CDN.
const proxy: Record<string, ProxyOptions> = {
  ...proxied(routes.events, toEvents),
  ...proxied([...routes.public, ...routes.web], toWeb),
  ...(media ? { "^/media/": { target: media, changeOrigin: true } } : {}),
};

/** What CloudFront sends with the app; plain HTTP on loopback cannot promise HTTPS. */
function previewHeaders(): Record<string, string> {
  const { "Strict-Transport-Security": _https, ...rest } = headers;
  return {
    ...rest,
    "Content-Security-Policy": rest["Content-Security-Policy"]
      .replace("{cognito}", cognito)
      .replace("{uploads}", uploads),
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: { proxy },
  preview: { proxy, headers: previewHeaders() },
  test: {
    environment: "happy-dom",
    setupFiles: ["./src/test-setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
