import { useEffect, useState } from "react";

export type Loaded = HTMLImageElement | "loading" | "bad";

/** A file as an image that can be drawn, upright; "bad" if this browser cannot read it. */
export function useImage(file: File): Loaded {
  const [loaded, setLoaded] = useState<Loaded>("loading");
  useEffect(() => {
    const url = URL.createObjectURL(file);
    const image = new Image();
    let over = false;
    image.src = url;
    image.decode().then(
      () => {
        if (!over) setLoaded(image.naturalWidth > 0 ? image : "bad");
      },
      () => {
        if (!over) setLoaded("bad");
      },
    );
    return () => {
      over = true;
      URL.revokeObjectURL(url);
    };
  }, [file]);
  return loaded;
}
