import type { Media } from "@/api/types";
import { cx } from "@/lib/cx";
import { openOverlay } from "./overlay";
import { Picture } from "./Picture";

const TALLEST = 4 / 5;
const WIDEST = 2;

/** One image keeps its shape within reason; several share a frame. Nothing moves on loading. */
export function frameOf(media: readonly Media[]): number {
  const [first] = media;
  if (!first || media.length > 1) return 16 / 10;
  return Math.min(WIDEST, Math.max(TALLEST, first.width / Math.max(1, first.height)));
}

const spans = (count: number, index: number) => count === 3 && index === 0 && "row-span-2";

export function MediaGrid({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null;
  const several = media.length > 1;
  return (
    <div
      className={cx(
        "mt-2.5 grid gap-1 overflow-hidden rounded-xl border border-line",
        several && "grid-cols-2",
        media.length > 2 && "grid-rows-2",
      )}
      style={{ aspectRatio: frameOf(media) }}
    >
      {media.map((one, index) => (
        <div key={one.id} className={cx("relative min-h-0", spans(media.length, index))}>
          <button
            type="button"
            aria-label={`Open image${several ? ` ${index + 1} of ${media.length}` : ""}${one.alt ? `: ${one.alt}` : ""}`}
            onClick={() => openOverlay({ kind: "viewer", media, at: index })}
            className="absolute inset-0 overflow-hidden -outline-offset-3"
          >
            <Picture
              media={one}
              sizes={several ? "(min-width: 48rem) 17rem, 45vw" : "(min-width: 48rem) 33rem, 85vw"}
              className="absolute inset-0 size-full object-cover"
            />
          </button>
          {(one.alt !== "" || one.animated) && (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute bottom-2 left-2 rounded-full bg-ink px-2 text-[0.6875rem] leading-5 font-bold text-paper"
            >
              {one.animated ? (one.alt === "" ? "GIF" : "GIF · ALT") : "ALT"}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
