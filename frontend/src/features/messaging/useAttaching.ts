import type { ClipboardEvent, DragEvent } from "react";
import { dropUpload, uploads, type Upload } from "@/features/posts/attached";
import { MOST, startUpload } from "@/features/posts/uploads";
import { useStore } from "@/lib/store";
import { toast } from "@/ui/toasts";
import { crudIn } from "./crudLink";
import { changeDraft, draftOf, pictures, setPictures, usePictures } from "./drafts";
import type { Content } from "./outbox";

export interface Attaching {
  keys: readonly string[];
  attach: (files: readonly File[]) => void;
  change: (keys: readonly string[]) => void;
  /** All that is there can be sent. */
  ready: boolean;
  /** What was uploaded, for a message that goes with it; the form has none of it after. */
  take: () => Pick<Content, "media" | "alts">;
  onPaste: (event: ClipboardEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

const isImage = (file: File) => file.type.startsWith("image/");

function asContent(done: readonly Upload[]): Pick<Content, "media" | "alts"> {
  return {
    media: done.flatMap(({ media, alt }) => (media ? [{ ...media, alt: alt.trim() }] : [])),
    alts: done.flatMap(({ id, alt, savedAlt }) =>
      id !== null && alt.trim() !== savedAlt ? [{ id, alt: alt.trim() }] : [],
    ),
  };
}

/** What goes along with a message: images by button, paste or drop; a crud by its link. */
export function useAttaching(conversationId: string): Attaching {
  const keys = usePictures(conversationId);
  const all = useStore(uploads);
  const change = (next: readonly string[]) => setPictures(conversationId, next);

  const attach = (files: readonly File[]) => {
    const there = pictures.get()[conversationId] ?? [];
    const room = MOST - there.length;
    if (files.length > room) toast(`A message carries up to ${MOST} images.`);
    const added = files.slice(0, Math.max(0, room)).map((file) => startUpload(file, "message"));
    change([...there, ...added]);
  };

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files].filter(isImage);
    if (files.length > 0) {
      event.preventDefault();
      attach(files);
      return;
    }
    const crud = crudIn(event.clipboardData.getData("text"));
    if (crud === null || draftOf(conversationId).postId !== null) return;
    if (crud.alone) event.preventDefault();
    changeDraft(conversationId, { postId: crud.id });
  };

  return {
    keys,
    attach,
    change,
    ready: keys.every((key) => all[key]?.state === "ready"),
    take: () => {
      const done = keys.flatMap((key) => uploads.get()[key] ?? []);
      change([]);
      keys.forEach(dropUpload);
      return asContent(done);
    },
    onPaste,
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event) => {
      const files = [...event.dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      attach(files);
    },
  };
}
