import { useEffect } from "react";

const KEYBOARD_PX = 80;

/**
 * Where a keyboard lies over the page instead of making it smaller, the thread ends above it:
 * `--in-sight` is the height that is left, for as long as there is one.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const root = document.documentElement;
    const fit = () => {
      const covered = view.scale === 1 && window.innerHeight - view.height > KEYBOARD_PX;
      if (covered) {
        root.style.setProperty("--in-sight", `${view.height}px`);
        window.scrollTo({ top: 0 });
      } else root.style.removeProperty("--in-sight");
    };
    view.addEventListener("resize", fit);
    return () => {
      view.removeEventListener("resize", fit);
      root.style.removeProperty("--in-sight");
    };
  }, []);
}
