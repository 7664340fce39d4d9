const waiting = new Set<() => void>();

// Leaving the page does not take back what was not undone.
window.addEventListener("pagehide", () => waiting.forEach((finish) => finish()));

/** Does something in a while, or when the page goes; answers what takes it back. */
export function later(act: () => void, ms: number): () => void {
  const finish = () => {
    cancel();
    act();
  };
  const timer = setTimeout(finish, ms);
  const cancel = () => {
    clearTimeout(timer);
    waiting.delete(finish);
  };
  waiting.add(finish);
  return cancel;
}
