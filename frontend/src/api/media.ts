import { api, unwrap } from "./client";
import { ApiError, inWords, NetworkError } from "./errors";
import { mediaNews } from "./mediaNews";
import type { MediaAnswer, Purpose } from "./types";

/* Pictures on their way from this device to the server, whatever they are for. */

export const accepted = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

export type SendStep =
  | { kind: "asked"; id: string }
  /** 0 to 1, of the sending. */
  | { kind: "progress"; part: number }
  | { kind: "sent" }
  | { kind: "answer"; answer: MediaAnswer };

const POLL_MS = [700, 1_200, 2_000, 3_000, 5_000];

/** Posts the file straight to storage with the form that the server has signed. */
function post(
  url: string,
  fields: Record<string, string>,
  file: Blob,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new ApiError("upload", request.status, "The image was not taken. Try again."));
    });
    request.addEventListener("error", () => reject(new NetworkError("upload")));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

/** Waits for word of one upload, or for its turn to ask. */
function wait(id: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = mediaNews.subscribe(() => {
      if (mediaNews.get().id === id) done();
    });
    const timer = setTimeout(() => done(), ms);
    const done = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
  });
}

async function follow(id: string, signal: AbortSignal, say: (step: SendStep) => void) {
  const init = { params: { path: { media_id: id } }, signal };
  for (let tries = 0; !signal.aborted; tries += 1) {
    const answer = await unwrap(api.GET("/api/v1/media/{media_id}", init));
    say({ kind: "answer", answer });
    if (answer.state === "ready" || answer.state === "refused") return;
    await wait(id, POLL_MS[Math.min(tries, POLL_MS.length - 1)] ?? 5_000);
  }
}

/** Sends a picture and says how far it is, until the server has taken or refused it. */
export async function sendPicture(
  file: Blob,
  purpose: Purpose,
  signal: AbortSignal,
  say: (step: SendStep) => void,
): Promise<void> {
  const body = { type: file.type, size: file.size, alt: "", purpose };
  const { id, upload: form } = await unwrap(api.POST("/api/v1/media", { body, signal }));
  say({ kind: "asked", id });
  await post(form.url, form.fields, file, signal, (part) => say({ kind: "progress", part }));
  const init = { params: { path: { media_id: id } }, signal };
  await unwrap(api.POST("/api/v1/media/{media_id}/uploaded", init));
  say({ kind: "sent" });
  await follow(id, signal, say);
}

/** Why sending failed, in words, and whether it is worth trying again. */
export function sendingProblem(error: unknown): { kind: "refused" | "failed"; words: string } {
  if (error instanceof ApiError && error.status < 500 && error.code !== "upload") {
    return { kind: "refused", words: error.errors[0]?.detail ?? error.detail };
  }
  return { kind: "failed", words: inWords(error) };
}

/** The server forgets a picture; what stays behind is swept by it. */
export function dropPicture(id: string): void {
  api.DELETE("/api/v1/media/{media_id}", { params: { path: { media_id: id } } }).catch(() => {
    // Swept later.
  });
}
