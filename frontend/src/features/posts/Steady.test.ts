import { beforeEach, describe, expect, it, vi } from "vitest";
import { inView, moved } from "./Steady";

/** A list whose items have these upper edges, each 200 px high; where it begins itself. */
function aList(start: number, tops: number[]): HTMLElement {
  const list = document.createElement("ul");
  document.body.append(list);
  stands(list, start, 4_000);
  tops.forEach((top) => {
    const item = document.createElement("li");
    list.append(item);
    stands(item, top, 200);
  });
  return list;
}

function stands(element: Element, top: number, height = 200): void {
  vi.spyOn(element, "getBoundingClientRect").mockReturnValue(new DOMRect(0, top, 600, height));
}

const item = (list: HTMLElement, index: number) => list.children[index] as HTMLElement;

describe("what is being read", () => {
  beforeEach(() => document.body.replaceChildren());

  it("is what is in view, but nothing while the list's start is", () => {
    const tops = [-450, -250, -50, 150, 350];
    const list = aList(-450, tops);
    expect(inView(list).map(({ item: one }) => [...list.children].indexOf(one))).toEqual([2, 3, 4]);
    expect(inView(aList(10, [10, 210]))).toEqual([]);
  });

  it("has moved by what came above it", () => {
    const list = aList(-450, [-250, -50, 150]);
    const seen = inView(list);
    stands(item(list, 1), 70);
    expect(moved(seen)).toBe(120);
  });

  it("is what is left of it, where the first one went from above the page's edge", () => {
    const list = aList(-450, [-50, 150]);
    const seen = inView(list);
    item(list, 0).remove();
    stands(item(list, 0), -50);
    expect(moved(seen)).toBe(-200);
  });

  it("comes up where the first one in full view went", () => {
    const list = aList(-450, [0, 200]);
    const seen = inView(list);
    item(list, 0).remove();
    stands(item(list, 0), 0);
    expect(moved(seen)).toBe(0);
  });
});
