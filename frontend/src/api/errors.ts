export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal by the API, as its problem document says it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Seconds after which it may be tried again, if the API said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }

  /** What is wrong with one field, if the API said so. */
  field(name: string): string | undefined {
    return this.errors.find((problem) => problem.field === name)?.detail;
  }
}

/** The API could not be reached at all. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

interface Problem {
  code?: unknown;
  detail?: unknown;
  title?: unknown;
  errors?: unknown;
}

export function errorFrom(status: number, body: unknown, headers?: Headers): ApiError {
  const problem: Problem = typeof body === "object" && body !== null ? body : {};
  const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
  return new ApiError(
    text(problem.code) ?? `http_${status}`,
    status,
    text(problem.detail) ?? text(problem.title) ?? fallback(status),
    Array.isArray(problem.errors) ? (problem.errors as FieldProblem[]) : [],
    Number(headers?.get("Retry-After")) || null,
  );
}

function fallback(status: number): string {
  if (status === 401) return "You are signed out. Sign in to go on.";
  if (status === 403) return "That is not open to you.";
  if (status === 404) return "That is not here, or no longer.";
  if (status === 429) return "That was a lot at once. Wait a moment and try again.";
  return "Something went wrong on our side. Try again in a moment.";
}

/** Any failure, in words for a person. */
export function inWords(error: unknown): string {
  if (error instanceof ApiError) return error.detail;
  if (error instanceof NetworkError) {
    return navigator.onLine
      ? "Cruddur cannot be reached right now. Try again in a moment."
      : "You are offline. It will work again when the connection is back.";
  }
  return "Something went wrong. Try again in a moment.";
}

/** The same; where a field is wrong, what is wrong with it. */
export const reasonOf = (error: unknown): string =>
  (error instanceof ApiError ? error.errors[0]?.detail : undefined) ?? inWords(error);

export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 410);
