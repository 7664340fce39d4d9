import { describe, expect, it } from "vitest";
import { durations, untilOf } from "./durations";
import { hostOf, isWeb } from "./links";
import { patternOf } from "./pattern";

describe("a banner for who has none", () => {
  it("stays with the handle, and lies within its frame", () => {
    expect(patternOf("ada")).toEqual(patternOf("ada"));
    expect(patternOf("ada")).not.toEqual(patternOf("adb"));
    for (const handle of ["a_1", "ada", "zzzzzzzzzzzzzzzzzzzz"]) {
      const { strokes } = patternOf(handle);
      expect(strokes.every(({ left, length }) => left >= 0 && left + length <= 1)).toBe(true);
    }
  });
});

describe("a link", () => {
  it("is known by its host, and leads to the web only", () => {
    expect(hostOf("https://www.ada.example/a?b")).toBe("ada.example");
    expect(hostOf("nonsense")).toBe("");
    expect(["https://a.example", "HTTP://a.example", "javascript:1", "data:x"].map(isWeb)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("how long one mutes", () => {
  it("counts from now, and for ever has no end", () => {
    const at = Date.parse("2026-01-01T00:00:00Z");
    expect(durations.map(([duration]) => untilOf(duration, at))).toEqual([
      "2026-01-01T01:00:00.000Z",
      "2026-01-02T00:00:00.000Z",
      "2026-01-08T00:00:00.000Z",
      "2026-01-31T00:00:00.000Z",
      null,
    ]);
  });
});
