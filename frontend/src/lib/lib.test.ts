import { afterEach, describe, expect, it, vi } from "vitest";
import { noteServerDate, now } from "./clock";
import { countGraphemes } from "./graphemes";
import { compareIds } from "./ids";
import { createKeptStore } from "./store";
import { dayName, shortAge, shortLeft, spanInWords } from "./time";

describe("counting as a reader counts", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["👨‍👩‍👧‍👦", 1],
    ["e\u0301", 1],
    ["🇫🇷🇨🇭", 2],
  ])("%s has %i", (text, count) => expect(countGraphemes(text)).toBe(count));
});

describe("ids", () => {
  it("compares numbers that JavaScript cannot hold", () => {
    expect(compareIds("9007199254740993", "9007199254740992")).toBeGreaterThan(0);
    expect(compareIds("999", "1000")).toBeLessThan(0);
    expect(compareIds("5", "5")).toBe(0);
  });
});

describe("times", () => {
  const at = Date.parse("2026-03-10T12:00:00Z");
  const before = (seconds: number) => new Date(at - seconds * 1_000).toISOString();
  const after = (seconds: number) => new Date(at + seconds * 1_000).toISOString();

  it.each([
    [20, "now"],
    [60, "1m"],
    [3_599, "59m"],
    [86_399, "23h"],
    [86_400 * 6, "6d"],
  ])("%i seconds ago is %s", (seconds, words) => expect(shortAge(before(seconds), at)).toBe(words));

  it.each([
    [0.2, "1s"],
    [59, "59s"],
    [119, "1m"],
    [7_199, "1h"],
    [86_400 * 3 - 1, "2d"],
    [-5, "0s"],
  ])("%d seconds to go is %s", (seconds, words) =>
    expect(shortLeft(after(seconds), at)).toBe(words),
  );

  it("names days", () => {
    const noon = new Date(2026, 2, 10, 12).getTime();
    const day = (offset: number) => new Date(2026, 2, 10 - offset, 23).toISOString();
    expect(dayName(day(0), noon)).toBe("Today");
    expect(dayName(day(1), noon)).toBe("Yesterday");
    expect(dayName(day(2), noon)).toContain("8");
  });

  it("says spans in words", () => {
    expect(spanInWords(3_600)).toBe("1 hour");
    expect(spanInWords(259_200)).toBe("3 days");
  });
});

describe("the server's clock", () => {
  afterEach(() => {
    vi.useRealTimers();
    noteServerDate(new Date().toUTCString());
  });

  it("corrects a device that is wrong, and leaves one alone that is nearly right", () => {
    vi.useFakeTimers({ now: Date.parse("2026-03-10T12:00:00Z") });
    noteServerDate("Tue, 10 Mar 2026 12:00:02 GMT");
    expect(now()).toBe(Date.now());
    noteServerDate("Tue, 10 Mar 2026 13:00:00 GMT");
    expect(now()).toBe(Date.now() + 3_600_000);
    noteServerDate("nonsense");
    expect(now()).toBe(Date.now() + 3_600_000);
  });
});

describe("a kept store", () => {
  it("is there after a reload and survives rubbish", () => {
    createKeptStore("k", "").set("typed");
    expect(createKeptStore("k", "").get()).toBe("typed");
    localStorage.setItem("k", "{broken");
    expect(createKeptStore("k", "fallback").get()).toBe("fallback");
  });
});
