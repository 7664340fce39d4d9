import { useEffect, useRef, useState } from "react";
import { dropPicture, sendingProblem, sendPicture } from "@/api/media";
import type { Purpose } from "@/api/types";
import { step, type Step, type Upload } from "./attached";

/** What becomes of a picture of oneself or a group: it stays, goes, or another takes its place. */
export type Worn = "kept" | "removed" | Upload;

export const isUpload = (worn: Worn): worn is Upload => typeof worn === "object";

export const isWrong = ({ state }: Upload): boolean => state === "failed" || state === "refused";

/** Under way: what is written cannot be saved yet. */
export const isBusy = (worn: Worn): boolean =>
  isUpload(worn) && ["asking", "sending", "checking"].includes(worn.state);

/** The id of a new picture, null to take it away, undefined to leave it. */
export const idOf = (worn: Worn): string | null | undefined =>
  worn === "removed" ? null : isUpload(worn) && worn.state === "ready" ? worn.id : undefined;

const fresh = (file: File): Upload => ({
  key: crypto.randomUUID(),
  file,
  preview: URL.createObjectURL(file),
  alt: "",
  savedAlt: "",
  id: null,
  state: "asking",
  progress: 0,
  words: null,
  media: null,
});

function discard(worn: Worn): void {
  if (!isUpload(worn)) return;
  URL.revokeObjectURL(worn.preview);
  if (worn.id !== null) dropPicture(worn.id);
}

export interface Picturing {
  worn: Worn;
  choose: (blob: Blob) => void;
  again: () => void;
  remove: () => void;
  keep: () => void;
  /** It has been saved: what was new is what one wears. */
  settle: () => void;
}

/** A new picture on its way; sent as soon as it is cut, worn when it is saved. */
export function usePicture(purpose: Exclude<Purpose, "post" | "message">): Picturing {
  const [worn, setWorn] = useState<Worn>("kept");
  const abort = useRef<AbortController | null>(null);
  const last = useRef<Worn>("kept");
  useEffect(() => {
    last.current = worn;
  }, [worn]);
  // What was not saved is not kept.
  useEffect(
    () => () => {
      abort.current?.abort();
      discard(last.current);
    },
    [],
  );

  const send = (file: File) => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const say = (next: Step) => {
      if (controller.signal.aborted) return;
      setWorn((now) => (isUpload(now) ? step(now, next) : now));
    };
    sendPicture(file, purpose, controller.signal, say).catch((error: unknown) =>
      say(sendingProblem(error)),
    );
  };
  const put = (next: Worn) => {
    abort.current?.abort();
    discard(worn);
    setWorn(next);
  };
  return {
    worn,
    choose: (blob) => {
      const file = new File([blob], purpose, { type: blob.type });
      put(fresh(file));
      send(file);
    },
    again: () => {
      if (!isUpload(worn) || !worn.file) return;
      setWorn(step(worn, { kind: "again" }));
      send(worn.file);
    },
    remove: () => put("removed"),
    keep: () => put("kept"),
    settle: () => {
      if (isUpload(worn)) URL.revokeObjectURL(worn.preview);
      last.current = "kept";
      setWorn("kept");
    },
  };
}
