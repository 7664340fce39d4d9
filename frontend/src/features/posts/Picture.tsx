import { useState } from "react";
import type { Media } from "@/api/types";
import { cx } from "@/lib/cx";

interface PictureProps {
  media: Media;
  /** How wide it will be, for the browser to choose a size. */
  sizes: string;
  className?: string;
  eager?: boolean;
}

const order = ["image/avif", "image/webp"];

/** The sizes of an image by type, the best type first. */
export function bySourceType(sources: Media["sources"]): [string, Media["sources"]][] {
  const types = [...new Set(sources.map((one) => one.type))];
  const rank = (type: string) => (order.indexOf(type) + order.length + 1) % (order.length + 1);
  return types
    .sort((a, b) => rank(a) - rank(b))
    .map((type) => [
      type,
      sources.filter((one) => one.type === type).sort((a, b) => a.width - b.width),
    ]);
}

/** An image in the best type and size; its blur stands in until it is there. */
export function Picture({ media, sizes, className, eager = false }: PictureProps) {
  const [loaded, setLoaded] = useState(false);
  const types = bySourceType(media.sources);
  const [, fallback] = types.at(-1) ?? ["", []];
  const blur =
    !loaded && media.blur.startsWith("data:")
      ? { backgroundImage: `url("${media.blur}")`, backgroundSize: "cover" }
      : undefined;
  return (
    <picture className="contents">
      {types.map(([type, sources]) => (
        <source
          key={type}
          type={type}
          sizes={sizes}
          srcSet={sources.map((one) => `${one.url} ${one.width}w`).join(", ")}
        />
      ))}
      <img
        src={fallback.at(-1)?.url}
        alt={media.alt}
        width={media.width}
        height={media.height}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        style={blur}
        onLoad={() => setLoaded(true)}
        className={cx(!loaded && "bg-sunken", className)}
      />
    </picture>
  );
}
