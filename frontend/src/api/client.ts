import createClient from "openapi-fetch";
import { noteServerDate } from "@/lib/clock";
import { createStore } from "@/lib/store";
import { errorFrom, NetworkError } from "./errors";
import type { paths } from "./schema.gen";
import { accessToken, endSession } from "./session";
import { askIfChanged } from "./tags";

async function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  const response = await fetch(request).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new NetworkError(request.url, { cause });
  });
  noteServerDate(response.headers.get("Date"));
  return response;
}

/** Sends with the token; a refused token is renewed once, and then the person is signed out. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken().catch((cause: unknown) => {
    throw new NetworkError("token", { cause });
  });
  const response = await send(request, token);
  if (response.status !== 401 || !token) return response;
  const renewed = await accessToken({ renew: true }).catch(() => null);
  const second = renewed ? await send(again, renewed) : response;
  if (second.status === 401) endSession("expired");
  return second;
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => askIfChanged(request, authorisedFetch),
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** How often the API has refused because the account is on its way out. */
export const leavingSeen = createStore(0);

/** The body of a good answer; throws an ApiError for any other. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const refused = errorFrom(response.status, error, response.headers);
  if (refused.code === "account_leaving") leavingSeen.set((count) => count + 1);
  throw refused;
}
