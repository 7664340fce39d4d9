import { accepted, dropPicture, sendingProblem, sendPicture } from "@/api/media";
import type { Purpose } from "@/api/types";
import { changeUpload, dropUpload, step, uploads, type Step } from "./attached";

export const MOST = 4;

const under = new Map<string, AbortController>();

const say = (key: string, next: Step) => changeUpload(key, (upload) => step(upload, next));

async function run(key: string): Promise<void> {
  const upload = uploads.get()[key];
  if (!upload?.file) return;
  const abort = new AbortController();
  under.set(key, abort);
  try {
    await sendPicture(upload.file, upload.purpose ?? "post", abort.signal, (next) =>
      say(key, next),
    );
  } catch (error) {
    if (!abort.signal.aborted) say(key, sendingProblem(error));
  } finally {
    under.delete(key);
  }
}

/** Begins to upload a file; answers the key that it is known by. */
export function startUpload(file: File, purpose: Purpose = "post"): string {
  const key = crypto.randomUUID();
  uploads.set((all) => ({
    ...all,
    [key]: {
      key,
      purpose,
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
  if (upload.id !== null) dropPicture(upload.id);
}
