import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation } from "react-router";
import { keepTrying } from "@/lib/keepTrying";
import { hoverIntent, type Over } from "./hoverIntent";

const HoverCard = lazy(async () => ({
  default: (await keepTrying(() => import("@/features/profiles/HoverCard"))).HoverCard,
}));

function overWhat({ target }: Event): Over {
  if (!(target instanceof Element)) return null;
  if (target.closest("[data-hover-card]")) return "card";
  // What lies under an open dialog cannot be used, and a card would be.
  return document.querySelector("dialog[open]") ? null : target.closest("[data-person]");
}

/** Shows who somebody is when a pointer rests on their name or picture, wherever that stands. */
export function HoverCards() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const { pathname } = useLocation();
  const [path, setPath] = useState(pathname);
  if (path !== pathname) {
    setPath(pathname);
    setAnchor(null);
  }

  useEffect(() => {
    const intent = hoverIntent(setAnchor, () => setAnchor(null));
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === "mouse") intent.over(overWhat(event));
    };
    const onPress = (event: Event) => {
      if (overWhat(event) !== "card") intent.shut();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") intent.shut();
    };
    const onScroll = () => intent.shut();
    const onGone = () => intent.over(null);
    document.addEventListener("pointerover", onOver);
    document.addEventListener("pointerdown", onPress, true);
    document.addEventListener("keydown", onKey);
    window.addEventListener("scroll", onScroll, { passive: true });
    document.documentElement.addEventListener("pointerleave", onGone);
    return () => {
      intent.shut();
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("pointerdown", onPress, true);
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("scroll", onScroll);
      document.documentElement.removeEventListener("pointerleave", onGone);
    };
  }, []);

  const handle = anchor instanceof HTMLElement ? anchor.dataset.person : undefined;
  if (!anchor?.isConnected || !handle) return null;
  return (
    <Suspense fallback={null}>
      <HoverCard key={handle} handle={handle} anchor={anchor} />
    </Suspense>
  );
}
