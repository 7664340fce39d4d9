import type { Media } from "@/api/types";
import { Picture } from "@/features/posts/Picture";
import { patternOf } from "./pattern";

const WIDTH = 600;
const HEIGHT = 200;

function Pattern({ handle }: { handle: string }) {
  const { hue, strokes } = patternOf(handle);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className="size-full"
      style={{ background: `light-dark(oklch(0.9 0.035 ${hue}), oklch(0.3 0.045 ${hue}))` }}
    >
      {strokes.map(({ y, left, length }) => (
        <g
          key={y}
          style={{ color: `light-dark(oklch(0.8 0.055 ${hue}), oklch(0.4 0.06 ${hue}))` }}
          stroke="currentColor"
          fill="currentColor"
        >
          <line
            x1={left * WIDTH}
            x2={(left + length) * WIDTH}
            y1={y * HEIGHT}
            y2={y * HEIGHT}
            strokeWidth="2.5"
            strokeLinecap="round"
          />
          <circle cx={(left + length) * WIDTH} cy={y * HEIGHT} r="4.5" stroke="none" />
        </g>
      ))}
    </svg>
  );
}

/** The head of a profile, three times as wide as tall; decorative. */
export function Banner({ handle, banner }: { handle: string; banner: Media | null }) {
  return (
    <div className="aspect-3/1 overflow-hidden bg-sunken">
      {banner ? (
        <Picture
          media={{ ...banner, alt: "" }}
          sizes="(min-width: 48rem) 37.5rem, 100vw"
          eager
          className="size-full object-cover"
        />
      ) : (
        <Pattern handle={handle} />
      )}
    </div>
  );
}
