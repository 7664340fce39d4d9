/* Which part of an image is kept. Lengths are pixels of the image; aspects are width by height. */

export interface Size {
  width: number;
  height: number;
}

/** Its height follows from the aspect of the frame. */
export interface Crop {
  x: number;
  y: number;
  width: number;
}

/** What an image is cut to. */
export interface Frame {
  aspect: number;
  /** As wide as what is made of it is at most, and has to be. */
  widest: number;
  least: number;
}

export const AVATAR: Frame = { aspect: 1, widest: 768, least: 48 };
export const BANNER: Frame = { aspect: 3, widest: 1_800, least: 300 };

/** A place in the frame, 0 to 1 each way. */
export interface Place {
  x: number;
  y: number;
}

const CLOSEST = 8;
export const MIDDLE: Place = { x: 0.5, y: 0.5 };

const between = (low: number, value: number, high: number) =>
  Math.min(Math.max(low, value), Math.max(low, high));

const widestIn = (size: Size, { aspect }: Frame) => Math.min(size.width, size.height * aspect);

export const isTooSmall = (size: Size, frame: Frame): boolean =>
  widestIn(size, frame) < frame.least;

/** How far one can zoom into an image: 1 where it is too small for any. */
export const closestZoom = (size: Size, frame: Frame): number =>
  between(1, widestIn(size, frame) / frame.least, CLOSEST);

/** As much of the image as fits the frame, from its middle. */
export function whole(size: Size, frame: Frame): Crop {
  const width = widestIn(size, frame);
  return { x: (size.width - width) / 2, y: (size.height - width / frame.aspect) / 2, width };
}

export const zoomOf = (crop: Crop, size: Size, frame: Frame): number =>
  widestIn(size, frame) / crop.width;

/** The nearest crop that lies within the image. */
function within(crop: Crop, size: Size, frame: Frame): Crop {
  const most = widestIn(size, frame);
  const width = between(most / closestZoom(size, frame), crop.width, most);
  return {
    x: between(0, crop.x, size.width - width),
    y: between(0, crop.y, size.height - width / frame.aspect),
    width,
  };
}

/** The image moved under the frame, by parts of the frame: to the right and down. */
export function moved(crop: Crop, size: Size, frame: Frame, by: Place): Crop {
  const x = crop.x - by.x * crop.width;
  const y = crop.y - (by.y * crop.width) / frame.aspect;
  return within({ ...crop, x, y }, size, frame);
}

/** Zoomed to `zoom`; what stood at `at` in the frame stays there. */
export function zoomedTo(
  crop: Crop,
  size: Size,
  frame: Frame,
  zoom: number,
  at: Place = MIDDLE,
): Crop {
  const width = widestIn(size, frame) / between(1, zoom, closestZoom(size, frame));
  const grown = crop.width - width;
  const x = crop.x + grown * at.x;
  const y = crop.y + (grown / frame.aspect) * at.y;
  return within({ x, y, width }, size, frame);
}

const distance = (one: Place, other: Place, aspect: number) =>
  Math.hypot(one.x - other.x, (one.y - other.y) / aspect);
const centre = (one: Place, other: Place): Place => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});

/** Two fingers went from `before` to `after`: zoomed about them, and moved with them. */
export function pinched(
  crop: Crop,
  size: Size,
  frame: Frame,
  before: readonly [Place, Place],
  after: readonly [Place, Place],
): Crop {
  const { aspect } = frame;
  const apart = distance(...before, aspect);
  const from = centre(...before);
  const to = centre(...after);
  const factor = apart > 0 ? distance(...after, aspect) / apart : 1;
  const zoom = zoomOf(crop, size, frame) * factor;
  const by = { x: to.x - from.x, y: to.y - from.y };
  return moved(zoomedTo(crop, size, frame, zoom, from), size, frame, by);
}

/** How large the kept part is made: never larger than it was. */
export function outputSize(crop: Crop, { aspect, widest }: Frame): Size {
  const width = Math.max(1, Math.round(Math.min(widest, crop.width)));
  return { width, height: Math.max(1, Math.round(width / aspect)) };
}

/** Where the image stands in a frame that shows only the crop, in CSS. */
export function placing(crop: Crop, size: Size, { aspect }: Frame) {
  const height = crop.width / aspect;
  const percent = (part: number) => `${part * 100}%`;
  return {
    width: percent(size.width / crop.width),
    height: percent(size.height / height),
    left: percent(-crop.x / crop.width),
    top: percent(-crop.y / height),
  };
}

/** The kept part as a file: WebP, or JPEG where the browser cannot write WebP. */
export async function cut(image: HTMLImageElement, crop: Crop, frame: Frame): Promise<Blob> {
  const { width, height } = outputSize(crop, frame);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  const draw = () =>
    context.drawImage(
      image,
      crop.x,
      crop.y,
      crop.width,
      crop.width / frame.aspect,
      0,
      0,
      width,
      height,
    );
  draw();
  const webp = await toBlob(canvas, "image/webp", 0.9);
  if (webp.type === "image/webp") return webp;
  // JPEG knows no transparency: white, not black, is behind.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  draw();
  return toBlob(canvas, "image/jpeg", 0.92);
}

const toBlob = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not drawn"))), type, quality),
  );
