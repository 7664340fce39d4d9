import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { later } from "./later";

describe("what is done later", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done when its time has come, once", () => {
    const act = vi.fn();
    later(act, 5_000);
    vi.advanceTimersByTime(4_999);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    window.dispatchEvent(new Event("pagehide"));
    expect(act).toHaveBeenCalledTimes(1);
  });

  it("is not done when it was taken back", () => {
    const act = vi.fn();
    later(act, 5_000)();
    vi.advanceTimersByTime(9_000);
    window.dispatchEvent(new Event("pagehide"));
    expect(act).not.toHaveBeenCalled();
  });

  it("is done before the page goes", () => {
    const act = vi.fn();
    later(act, 5_000);
    window.dispatchEvent(new Event("pagehide"));
    vi.advanceTimersByTime(9_000);
    expect(act).toHaveBeenCalledTimes(1);
  });
});
