import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";

/* For tests only: a page without a server. */

export interface Call {
  method: string;
  path: string;
  /** "?tab=media", or "". */
  search: string;
  body: unknown;
}

export type Reply = { status?: number; body?: unknown; headers?: HeadersInit } | "unreachable";

/** Answers requests by "METHOD /path" and notes what was asked. */
export function fakeApi(replies: Record<string, Reply | Reply[]>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const request =
      typeof input === "string" ? new Request(new URL(input, "http://localhost")) : input;
    const { pathname, search } = new URL(request.url);
    const path = pathname.replace("/api/v1", "");
    const text = await request.text();
    const isJson = request.headers.get("Content-Type")?.includes("json") ?? false;
    calls.push({
      method: request.method,
      path,
      search,
      body: isJson && text ? JSON.parse(text) : text || null,
    });
    const reply = replies[`${request.method} ${path}`];
    const next = Array.isArray(reply) ? reply.shift() : reply;
    if (next === undefined || next === "unreachable") throw new TypeError("Failed to fetch");
    const { status = 200, headers = {} } = next;
    return Response.json(next.body ?? {}, { status, headers });
  });
  return calls;
}

export function renderPage(page: ReactNode, path = "/"): RenderResult & { client: QueryClient } {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const result = render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[path]}>{page}</MemoryRouter>
    </QueryClientProvider>,
  );
  return { ...result, client };
}
