import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hoverIntent } from "./hoverIntent";

const ada = document.createElement("a");
const ben = document.createElement("a");

describe("a card on hover", () => {
  const open = vi.fn();
  const close = vi.fn();
  let hover = hoverIntent(open, close);

  beforeEach(() => {
    vi.useFakeTimers();
    open.mockClear();
    close.mockClear();
    hover = hoverIntent(open, close);
  });
  afterEach(() => void vi.useRealTimers());

  const rest = (over: Parameters<typeof hover.over>[0], ms: number) => {
    hover.over(over);
    vi.advanceTimersByTime(ms);
  };

  it("opens over somebody on whom the pointer rests, and not in passing", () => {
    rest(ada, 200);
    rest(null, 500);
    expect(open).not.toHaveBeenCalled();
    rest(ada, 200);
    rest(ada, 200);
    expect(open).toHaveBeenCalledExactlyOnceWith(ada);
  });

  it("stays while the pointer goes over to it, and closes after", () => {
    rest(ada, 400);
    rest(null, 100);
    rest("card", 5_000);
    expect(close).not.toHaveBeenCalled();
    rest(null, 300);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("goes from one person to the next", () => {
    rest(ada, 400);
    rest(ben, 400);
    expect(close).toHaveBeenCalledTimes(1);
    expect(open).toHaveBeenLastCalledWith(ben);
    rest(ben, 1_000);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("does not open any more once it was shut", () => {
    rest(ada, 200);
    hover.shut();
    vi.advanceTimersByTime(1_000);
    expect(open).not.toHaveBeenCalled();
    expect(close).not.toHaveBeenCalled();
  });
});
