const PAUSE_MS = 4_000;

/** Waits a little, less where the connection comes back. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, PAUSE_MS);
    window.addEventListener("online", go);
  });
}

/**
 * Loads what a page can do without for a while: it goes on trying, so that a part that does not
 * come, for want of a connection, never takes down what is already there.
 */
export async function keepTrying<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  for (;;) {
    try {
      return await load();
    } catch {
      await pause();
    }
  }
}
