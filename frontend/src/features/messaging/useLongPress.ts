import { useEffect, useRef, type MouseEvent, type PointerEvent } from "react";

const HELD_MS = 500;
const STILL_PX = 10;

const RIGHT = 2;

/**
 * For what has a menu beside it: opens that on a long press or the menu key; the right button
 * stays the browser's. The press that has opened it does not also lead to where it leads.
 */
export function useLongPress(open: (from: HTMLElement) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const held = useRef(false);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      held.current = false;
      if (event.pointerType === "mouse") return;
      const { currentTarget, clientX: x, clientY: y } = event;
      start.current = { x, y };
      timer.current = setTimeout(() => {
        // First this: what opens a menu presses its button, which may stand inside.
        open(currentTarget);
        held.current = true;
      }, HELD_MS);
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - start.current.x, clientY - start.current.y) > STILL_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      stop();
      if (event.button === RIGHT) return;
      event.preventDefault();
      if (!held.current) open(event.currentTarget);
    },
    onClickCapture: (event: MouseEvent) => {
      if (!held.current) return;
      held.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
