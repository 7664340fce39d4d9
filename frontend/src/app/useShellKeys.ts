import { useRef } from "react";
import { useNavigate } from "react-router";
import { useHotkeys } from "@/lib/hotkeys";
import { openComposer } from "@/features/posts/draft";

const CHORD_MS = 1_200;

/** Moves the focus one crud up or down the list in sight. */
function walk(step: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>("[data-post]")];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const inView = cards.findIndex((card) => card.getBoundingClientRect().bottom > 80);
  const next = at === -1 ? cards[Math.max(0, inView)] : cards[at + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center", behavior: "auto" });
}

export function useShellKeys(showKeys: () => void): void {
  const navigate = useNavigate();
  const chord = useRef(0);
  const go = (path: string, otherwise?: () => void) => () => {
    if (Date.now() - chord.current < CHORD_MS) void navigate(path);
    else otherwise?.();
    chord.current = 0;
  };
  useHotkeys({
    "?": showKeys,
    j: () => walk(1),
    k: () => walk(-1),
    n: openComposer,
    g: () => {
      chord.current = Date.now();
    },
    h: go("/"),
    e: go("/explore"),
    m: go("/messages"),
    y: go("/you"),
  });
}
