import { useEffect, useRef, type RefObject } from "react";
import { useLocation } from "react-router";

const LIT_MS = 1_600;
const CONTROL = "input, button, a[href], textarea, select";

/**
 * For what can be linked to by `#id`: whoever comes by such a link finds it in view, with the
 * focus on its first control, and lit for a moment.
 */
export function useArrival(id: string): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  const { hash, key } = useLocation();
  useEffect(() => {
    const element = ref.current;
    if (hash !== `#${id}` || !element) return;
    element.scrollIntoView({ block: "center" });
    (element.querySelector<HTMLElement>(CONTROL) ?? element).focus({ preventScroll: true });
    element.dataset.lit = "";
    const timer = setTimeout(() => delete element.dataset.lit, LIT_MS);
    return () => clearTimeout(timer);
  }, [hash, key, id]);
  return ref;
}
