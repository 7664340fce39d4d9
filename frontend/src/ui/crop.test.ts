import { describe, expect, it } from "vitest";
import {
  closestZoom,
  isTooSmall,
  moved,
  outputSize,
  pinched,
  placing,
  whole,
  zoomedTo,
  zoomOf,
} from "./crop";

const wide = { width: 3_000, height: 1_000 };
const square = { aspect: 1, widest: 768, least: 50 };
const flat = { aspect: 3, widest: 1_800, least: 300 };
const tall = { width: 600, height: 1_800 };

describe("what is kept of an image", () => {
  it("is at first as much as fits, from its middle", () => {
    expect(whole(wide, square)).toEqual({ x: 1_000, y: 0, width: 1_000 });
    expect(whole(tall, flat)).toEqual({ x: 0, y: 800, width: 600 });
  });

  it("moves with the hand, and not beyond the edge", () => {
    const start = whole(wide, square);
    expect(moved(start, wide, square, { x: 0.25, y: 0 }).x).toBe(750);
    expect(moved(start, wide, square, { x: 9, y: 9 })).toEqual({ x: 0, y: 0, width: 1_000 });
    expect(moved(start, wide, square, { x: -9, y: -9 })).toEqual({ x: 2_000, y: 0, width: 1_000 });
  });

  it("moves down by parts of the frame's height", () => {
    expect(moved(whole(tall, flat), tall, flat, { x: 0, y: 1 }).y).toBe(600);
  });

  it("keeps in place what one zooms at", () => {
    const near = zoomedTo(whole(wide, square), wide, square, 2, { x: 0, y: 0 });
    expect(near).toEqual({ x: 1_000, y: 0, width: 500 });
    const middle = zoomedTo(whole(wide, square), wide, square, 2);
    expect(middle).toEqual({ x: 1_250, y: 250, width: 500 });
    expect(zoomOf(middle, wide, square)).toBe(2);
  });

  it("comes back within the image when one zooms out at its edge", () => {
    const corner = moved(zoomedTo(whole(wide, square), wide, square, 4), wide, square, {
      x: 99,
      y: 99,
    });
    expect(corner).toEqual({ x: 0, y: 0, width: 250 });
    expect(zoomedTo(corner, wide, square, 0.2)).toEqual({ x: 0, y: 0, width: 1_000 });
  });

  it("follows two fingers that part", () => {
    const apart = pinched(
      whole(wide, square),
      wide,
      square,
      [
        { x: 0.4, y: 0.5 },
        { x: 0.6, y: 0.5 },
      ],
      [
        { x: 0.3, y: 0.5 },
        { x: 0.7, y: 0.5 },
      ],
    );
    expect(apart.width).toBeCloseTo(500);
    expect(apart.x).toBeCloseTo(1_250);
  });

  it("is never fewer than some pixels of a small image", () => {
    const small = { width: 200, height: 20 };
    expect([isTooSmall(small, square), closestZoom(small, square)]).toEqual([true, 1]);
    expect(isTooSmall(wide, flat)).toBe(false);
    expect(closestZoom({ width: 600, height: 400 }, flat)).toBe(2);
    expect(zoomedTo(whole(wide, square), wide, square, 100).width).toBe(125);
  });

  it("is made smaller where it is too large, and never larger", () => {
    expect(outputSize(whole(wide, square), square)).toEqual({ width: 768, height: 768 });
    expect(outputSize({ x: 0, y: 0, width: 99.6 }, square)).toEqual({ width: 100, height: 100 });
    expect(outputSize(whole(wide, flat), flat)).toEqual({
      width: 1_800,
      height: 600,
    });
  });

  it("is all that the frame shows", () => {
    expect(placing({ x: 1_000, y: 0, width: 1_000 }, wide, square)).toEqual({
      width: "300%",
      height: "100%",
      left: "-100%",
      top: "0%",
    });
  });
});
