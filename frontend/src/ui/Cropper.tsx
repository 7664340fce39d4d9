import { Minus, Plus } from "lucide-react";
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { cx } from "@/lib/cx";
import { IconButton } from "./Button";
import {
  closestZoom,
  MIDDLE,
  moved,
  pinched,
  placing,
  zoomedTo,
  zoomOf,
  type Crop,
  type Frame,
  type Place,
  type Size,
} from "./crop";

interface CropperProps {
  /** The address of the image, and how large it is. */
  src: string;
  size: Size;
  frame: Frame;
  /** It will be shown in a circle. */
  round?: boolean;
  crop: Crop;
  onChange: (change: (crop: Crop) => Crop) => void;
}

const STEP = 0.02;
const ZOOM_STEP = 1.1;
const PER_WHEEL_PX = 0.002;

const arrows: Partial<Record<string, Place>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

const inWords = ({ x, y, width }: Crop, size: Size, { aspect }: Frame): string => {
  const part = (at: number, room: number) => (room < 1 ? 50 : Math.round((at / room) * 100));
  return `${part(x, size.width - width)} % from the left, ${part(y, size.height - width / aspect)} % from the top`;
};

/** Moves an image under a frame: by pointer, two fingers, wheel, keys, and a slider to zoom. */
export function Cropper({ src, size, frame, round = false, crop, onChange }: CropperProps) {
  const box = useRef<HTMLDivElement>(null);
  const down = useRef(new Map<number, Place>());
  const id = useId();
  const zoom = zoomOf(crop, size, frame);
  const closest = closestZoom(size, frame);
  const zoomBy = (factor: number, at: Place = MIDDLE) =>
    onChange((now) => zoomedTo(now, size, frame, zoomOf(now, size, frame) * factor, at));

  const placeOf = (event: { clientX: number; clientY: number }): Place => {
    const at = box.current?.getBoundingClientRect();
    if (!at) return MIDDLE;
    return { x: (event.clientX - at.left) / at.width, y: (event.clientY - at.top) / at.height };
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = down.current.get(event.pointerId);
    if (!before) return;
    const after = placeOf(event);
    const other = [...down.current].find(([pointer]) => pointer !== event.pointerId)?.[1];
    down.current.set(event.pointerId, after);
    if (other) onChange((now) => pinched(now, size, frame, [other, before], [other, after]));
    else {
      const by = { x: after.x - before.x, y: after.y - before.y };
      onChange((now) => moved(now, size, frame, by));
    }
  };
  const release = (event: PointerEvent) => down.current.delete(event.pointerId);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = arrows[event.key];
    const far = event.shiftKey ? 5 : 1;
    if (way) onChange((now) => moved(now, size, frame, { x: way.x * far, y: way.y * far }));
    else if (event.key === "+" || event.key === "=") zoomBy(ZOOM_STEP);
    else if (event.key === "-") zoomBy(1 / ZOOM_STEP);
    else return;
    event.preventDefault();
  };
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * PER_WHEEL_PX), placeOf(event));
  });

  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  // React's own wheel listener cannot keep the page from scrolling.
  useEffect(() => {
    const element = box.current;
    const listen = (event: WheelEvent) => onWheel(event);
    element?.addEventListener("wheel", listen, { passive: false });
    return () => element?.removeEventListener("wheel", listen);
  }, []);

  return (
    <div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the slider and the keys do the same */}
      <div
        ref={box}
        role="application"
        aria-label="Part of the picture that is kept"
        aria-describedby={`${id}-keys`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its keys move the image
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          down.current.set(event.pointerId, placeOf(event));
        }}
        onPointerMove={onPointerMove}
        onPointerUp={release}
        onPointerCancel={release}
        onKeyDown={onKeyDown}
        style={{ aspectRatio: frame.aspect }}
        className={cx(
          "relative mx-auto w-full cursor-grab touch-none overflow-hidden rounded-md bg-sunken select-none active:cursor-grabbing",
          round && "max-w-[min(26rem,52dvh)]",
        )}
      >
        <img
          src={src}
          alt=""
          draggable={false}
          className="absolute max-w-none"
          style={placing(crop, size, frame)}
        />
        {round && (
          <span className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_99rem_var(--veil)]" />
        )}
      </div>
      <p id={`${id}-keys`} className="sr-only">
        Arrow keys move it, plus and minus zoom.
      </p>
      <p role="status" className="sr-only">
        {inWords(crop, size, frame)}
      </p>
      <div className="mx-auto mt-3 flex max-w-[min(26rem,52dvh)] items-center gap-1">
        <IconButton label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)}>
          <Minus size={19} />
        </IconButton>
        <input
          type="range"
          aria-label="Zoom"
          aria-valuetext={`${Math.round(zoom * 100)} %`}
          min={0}
          max={100}
          step={1}
          disabled={closest === 1}
          value={closest === 1 ? 0 : Math.round((Math.log(zoom) / Math.log(closest)) * 100)}
          onChange={(event) => {
            const to = closest ** (Number(event.target.value) / 100);
            onChange((now) => zoomedTo(now, size, frame, to));
          }}
          className="h-11 flex-1 accent-ember"
        />
        <IconButton label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)}>
          <Plus size={19} />
        </IconButton>
      </div>
    </div>
  );
}
