import { api, unwrap } from "@/api/client";
import { ApiError, inWords, NetworkError } from "@/api/errors";
import { changeUpload, dropUpload, mediaNews, step, uploads, type Step } from "./attached";

export const MOST = 4;
export const accepted = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

const POLL_MS = [700, 1_200, 2_000, 3_000, 5_000];
const under = new Map<string, AbortController>();

const say = (key: string, next: Step) => changeUpload(key, (upload) => step(upload, next));

/** Posts the file straight to storage with the form that the server has signed. */
function post(
  url: string,
  fields: Record<string, string>,
  file: File,
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

async function follow(key: string, id: string, signal: AbortSignal): Promise<void> {
  const init = { params: { path: { media_id: id } }, signal };
  for (let tries = 0; !signal.aborted; tries += 1) {
    const answer = await unwrap(api.GET("/api/v1/media/{media_id}", init));
    say(key, { kind: "answer", answer });
    if (answer.state === "ready" || answer.state === "refused") return;
    await wait(id, POLL_MS[Math.min(tries, POLL_MS.length - 1)] ?? 5_000);
  }
}

async function run(key: string): Promise<void> {
  const upload = uploads.get()[key];
  if (!upload?.file) return;
  const { file } = upload;
  const abort = new AbortController();
  under.set(key, abort);
  const { signal } = abort;
  try {
    const body = { type: file.type, size: file.size, alt: "" };
    const { id, upload: form } = await unwrap(api.POST("/api/v1/media", { body, signal }));
    say(key, { kind: "asked", id });
    await post(form.url, form.fields, file, signal, (part) => say(key, { kind: "progress", part }));
    const init = { params: { path: { media_id: id } }, signal };
    await unwrap(api.POST("/api/v1/media/{media_id}/uploaded", init));
    say(key, { kind: "sent" });
    await follow(key, id, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiError && error.status < 500 && error.code !== "upload") {
      say(key, { kind: "refused", words: error.errors[0]?.detail ?? error.detail });
    } else say(key, { kind: "failed", words: inWords(error) });
  } finally {
    under.delete(key);
  }
}

/** Begins to upload a file; answers the key that it is known by. */
export function startUpload(file: File): string {
  const key = crypto.randomUUID();
  uploads.set((all) => ({
    ...all,
    [key]: {
      key,
      file,
      preview: URL.createObjectURL(file),
      alt: "",
      savedAlt: "",
      id: null,
      state: "asking",
      progress: 0,
      words: null,
      media: null,
    },
  }));
  if (accepted.includes(file.type)) void run(key);
  else {
    say(key, {
      kind: "refused",
      words: "This is not an image that Cruddur takes. JPEG, PNG, WebP, AVIF and GIF work.",
    });
  }
  return key;
}

export function retryUpload(key: string): void {
  say(key, { kind: "again" });
  void run(key);
}

/** Stops an upload, or takes back one that is done; the server forgets it. */
export function removeUpload(key: string): void {
  under.get(key)?.abort();
  const upload = uploads.get()[key];
  dropUpload(key);
  if (!upload) return;
  if (upload.preview.startsWith("blob:")) URL.revokeObjectURL(upload.preview);
  if (upload.id === null) return;
  const init = { params: { path: { media_id: upload.id } } };
  // What stays behind is swept by the server.
  api.DELETE("/api/v1/media/{media_id}", init).catch(() => undefined);
}
