import { describe, expect, it } from "vitest";
import { keepIntent, safePath, signInPath, takeIntent } from "./gate";

describe("coming back after signing in", () => {
  it.each([
    ["/@ada/12?x=1", "/@ada/12?x=1"],
    ["//evil.test", "/"],
    ["/\\evil.test", "/"],
    ["https://evil.test", "/"],
    [null, "/"],
  ])("%s leads to %s", (given, path) => expect(safePath(given)).toBe(path));

  it("keeps the way back in the address", () => {
    expect(signInPath("/@ada?x=1")).toBe("/sign-in?next=%2F%40ada%3Fx%3D1");
    expect(signInPath("/")).toBe("/sign-in");
  });

  it("does what was intended once, and only where it was intended", () => {
    keepIntent({ kind: "follow", handle: "ada" });
    expect(takeIntent((one) => one.kind === "compose")).toBeNull();
    expect(takeIntent((one) => one.kind === "follow")).toEqual({ kind: "follow", handle: "ada" });
    expect(takeIntent(() => true)).toBeNull();
  });
});
