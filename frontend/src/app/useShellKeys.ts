import { useRef } from "react";
import { useNavigate } from "react-router";
import { useHotkeys } from "@/lib/hotkeys";
import { openComposer } from "@/features/posts/draft";

const CHORD_MS = 1_200;

const cards = () => [...document.querySelectorAll<HTMLElement>("[data-post]")];

function focusCard(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "center", behavior: "auto" });
}

const placeOf = (card: HTMLElement | undefined) =>
  card?.closest("li")?.getAttribute("aria-posinset");

/** The one above or below; undefined where a long list has it, but not in the document. */
function beside(card: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = cards();
  const next = all[all.indexOf(card) + step];
  if (next?.closest("ul") !== card.closest("ul")) return next;
  const [from, to] = [placeOf(card), placeOf(next)];
  return from && to && Number(to) !== Number(from) + step ? undefined : next;
}

/** Moves the focus one crud up or down the list in sight. */
function walk(step: 1 | -1): void {
  const focused = cards().find((card) => card.contains(document.activeElement));
  if (!focused) {
    focusCard(cards().find((card) => card.getBoundingClientRect().bottom > 80));
    return;
  }
  const next = beside(focused, step);
  if (next) {
    focusCard(next);
    return;
  }
  // What is around it comes into the document when it is in sight.
  focused.scrollIntoView({ block: "center", behavior: "auto" });
  requestAnimationFrame(() => requestAnimationFrame(() => focusCard(beside(focused, step))));
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
