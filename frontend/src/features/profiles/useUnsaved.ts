import { useCallback, useEffect, useRef } from "react";
import { useBlocker, type BlockerFunction } from "react-router";

interface Unsaved {
  /** Somebody is about to leave: ask them. */
  asking: boolean;
  stay: () => void;
  leave: () => void;
  /** It has been saved: leaving loses nothing any more. */
  settle: () => void;
}

/** Keeps a page open that has something unsaved, until one has said what shall become of it. */
export function useUnsaved(unsaved: boolean): Unsaved {
  const held = useRef(unsaved);
  useEffect(() => {
    held.current = unsaved;
  }, [unsaved]);
  const blocks = useCallback<BlockerFunction>(
    ({ currentLocation, nextLocation }) =>
      held.current && currentLocation.pathname !== nextLocation.pathname,
    [],
  );
  const blocker = useBlocker(blocks);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  return {
    asking: blocker.state === "blocked",
    stay: () => blocker.reset?.(),
    leave: () => blocker.proceed?.(),
    settle: () => {
      held.current = false;
    },
  };
}
