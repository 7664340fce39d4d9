import { flushSync } from "react-dom";

const timing = { duration: 200, easing: "cubic-bezier(0.2, 0.8, 0.3, 1)" };
const SIBLINGS = 12;

/** Folds an item of a list away and lets those below glide up. Never moves what is read. */
export async function foldAway(item: HTMLElement | null, remove: () => void): Promise<void> {
  const box = item?.getBoundingClientRect();
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!item || !box || calm || box.bottom < 0 || box.top > window.innerHeight) {
    remove();
    return;
  }
  await item.animate(
    { opacity: [1, 0], transform: ["none", "perspective(600px) rotateX(-14deg) scaleY(0.86)"] },
    { ...timing, fill: "forwards" },
  ).finished;
  const below: Element[] = [];
  for (let next = item.nextElementSibling; next && below.length < SIBLINGS;) {
    below.push(next);
    next = next.nextElementSibling;
  }
  flushSync(remove);
  if (box.top < 0) return;
  for (const sibling of below) {
    sibling.animate({ transform: [`translateY(${box.height}px)`, "none"] }, timing);
  }
}
