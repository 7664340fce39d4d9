const timing = {
  duration: 200,
  easing: "cubic-bezier(0.2, 0.8, 0.3, 1)",
  fill: "forwards",
} as const;

/** Folds a message away where it is seen, and is done at once where it is not. */
export async function fold(row: HTMLElement | null): Promise<void> {
  const box = row?.getBoundingClientRect();
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!row || !box || calm || box.bottom < 0 || box.top > window.innerHeight) return;
  await row.animate(
    { opacity: [1, 0], transform: ["none", "perspective(600px) rotateX(-14deg) scaleY(0.86)"] },
    timing,
  ).finished;
}
