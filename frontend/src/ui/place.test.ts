import { describe, expect, it } from "vitest";
import { placeFor } from "./place";

const view = { width: 1_000, height: 600 };
const panel = { width: 300, height: 200 };
const at = (left: number, top: number) => new DOMRect(left, top, 40, 20);

describe("where a panel stands", () => {
  it("is below what it belongs to", () => {
    expect(placeFor(panel, at(100, 50), view)).toEqual({ top: 74, left: 100 });
  });

  it("is above where there is no room below", () => {
    expect(placeFor(panel, at(100, 500), view)).toEqual({ top: 296, left: 100 });
  });

  it("ends with it where there is no room to the right", () => {
    expect(placeFor(panel, at(900, 50), view).left).toBe(640);
  });

  it("is never off the screen", () => {
    expect(placeFor(panel, at(5, 100), { width: 320, height: 250 })).toEqual({ top: 8, left: 8 });
    expect(placeFor(panel, at(-50, 50), view).left).toBe(8);
  });
});
