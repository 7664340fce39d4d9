import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { Media } from "@/api/types";
import { closeOverlay } from "./overlay";
import { Picture } from "./Picture";

const round =
  "grid size-12 place-items-center rounded-full bg-paper/70 text-ink backdrop-blur-md hover:bg-paper";

interface ViewerProps {
  media: readonly Media[];
  at: number;
  /** Where they belong, if that is not what they were opened from. */
  crud?: string;
}

/** Images by themselves: arrows walk, Esc closes, the description is below. */
export function Viewer({ media, at, crud }: ViewerProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(at);
  const current = media[index];
  const several = media.length > 1;
  const go = (by: number) => setIndex((now) => Math.min(media.length - 1, Math.max(0, now + by)));

  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  if (!current) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows work anywhere in it; a press beside the image closes, and so do Esc and the button
    <dialog
      ref={ref}
      aria-label={several ? `Image ${index + 1} of ${media.length}` : "Image"}
      onCancel={(event) => {
        event.preventDefault();
        closeOverlay();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") go(1);
        else if (event.key === "ArrowLeft") go(-1);
      }}
      onClick={(event) => {
        if (event.target instanceof Element && !event.target.closest("img, button, p")) {
          closeOverlay();
        }
      }}
      className="appear m-0 h-dvh max-h-none w-full max-w-none bg-paper text-ink"
    >
      <figure className="flex h-full flex-col">
        <div className="relative min-h-0 flex-1">
          <Picture
            key={current.id}
            media={current}
            sizes="100vw"
            eager
            className="absolute inset-0 m-auto max-h-full w-auto max-w-full object-contain"
          />
          <button
            type="button"
            aria-label="Close"
            title="Close"
            onClick={closeOverlay}
            className={`${round} absolute top-3 left-3`}
          >
            <X size={22} />
          </button>
          {several && (
            <>
              <p className="tabular absolute top-5.5 right-4 rounded-full bg-paper/70 px-3 py-1 font-semibold backdrop-blur-md">
                {index + 1} / {media.length}
              </p>
              <button
                type="button"
                aria-label="Image before"
                disabled={index === 0}
                onClick={() => go(-1)}
                className={`${round} absolute inset-y-0 left-3 my-auto disabled:invisible`}
              >
                <ChevronLeft size={24} />
              </button>
              <button
                type="button"
                aria-label="Next image"
                disabled={index === media.length - 1}
                onClick={() => go(1)}
                className={`${round} absolute inset-y-0 right-3 my-auto disabled:invisible`}
              >
                <ChevronRight size={24} />
              </button>
            </>
          )}
        </div>
        <figcaption className="max-h-[30vh] shrink-0 overflow-y-auto border-t border-line px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] empty:hidden">
          {current.alt && (
            <p dir="auto" className="mx-auto max-w-[65ch] whitespace-pre-wrap">
              {current.alt}
            </p>
          )}
          {crud !== undefined && (
            <p className="mx-auto max-w-[65ch]">
              <Link to={crud} onClick={closeOverlay} className="link leading-11">
                Go to the crud
              </Link>
            </p>
          )}
        </figcaption>
      </figure>
    </dialog>
  );
}
