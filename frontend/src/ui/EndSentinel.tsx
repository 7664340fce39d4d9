import { useEffect, useRef } from "react";

interface EndSentinelProps {
  onNear: () => void;
  active: boolean;
  /** The scrolling element, where it is not the page. */
  root?: Element | null;
}

/** Calls `onNear` while the end of a list is within reach. */
export function EndSentinel({ onNear, active, root = null }: EndSentinelProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || !active) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onNear();
      },
      { root, rootMargin: "800px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onNear, active, root]);
  return <div ref={ref} aria-hidden="true" className="h-px" />;
}
