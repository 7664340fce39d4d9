import { describe, expect, it } from "vitest";
import { aMessage } from "@/test-messages";
import {
  inOrder,
  isAtEnd,
  mergeNewest,
  openEnded,
  refreshed,
  withSent,
  type MessagePages,
  type Page,
} from "./pages";

/** Ids are given newest first, as the API does. */
const page = (ids: string, rest: Partial<Page> = {}): Page => ({
  items: Array.from(ids).map((id) => aMessage(id)),
  next: "older",
  prev: null,
  ...rest,
});
const loaded = (...pages: Page[]): MessagePages => ({ pages, pageParams: pages.map(() => null) });
const shown = (data: MessagePages | null) =>
  data &&
  inOrder(data)
    .map((one) => one.id)
    .join("");

describe("new messages", () => {
  it("join those that are loaded, each once and in order", () => {
    expect(shown(mergeNewest(loaded(page("21")), page("432"), true))).toBe("1234");
  });

  it("fill an empty thread", () => {
    expect(shown(mergeNewest(loaded(page("", { next: null })), page("1"), true))).toBe("1");
  });

  it("do not hide that others are missing between", () => {
    expect(mergeNewest(loaded(page("21")), page("98"), true)).toBeNull();
  });

  it("do not count what was sent from here as what came before them", () => {
    const sent = withSent(loaded(page("21")), aMessage("9"));
    expect(shown(sent)).toBe("129");
    expect(mergeNewest(sent, page("98"), true)).toBeNull();
    const whole = mergeNewest(sent, page("9432"), true);
    expect(shown(whole)).toBe("12349");
    expect(shown(mergeNewest(whole ?? sent, page("A9"), true))).toBe("12349A");
  });

  it("stay out of what is read further up, where the newest are not loaded", () => {
    const above = loaded(page("21", { prev: "newer" }));
    expect(shown(mergeNewest(above, page("98"), false))).toBe("12");
    expect(shown(withSent(above, aMessage("9")))).toBe("12");
  });

  it("bring fresh copies, and take what is gone, only where they reach", () => {
    const fresh = { ...page("53"), items: [aMessage("5", { text: "new" }), aMessage("3")] };
    const merged = mergeNewest(loaded(page("5432"), page("1")), fresh, true);
    expect(shown(merged)).toBe("1235");
    expect(merged && inOrder(merged).at(-1)?.text).toBe("new");
  });

  it("make the page no longer than it may be", () => {
    const ids = Array.from({ length: 240 }, (_, index) => String(1_239 - index));
    const many = loaded({ ...page(""), items: ids.map((id) => aMessage(id)) });
    const fresh = { ...page(""), items: ["1240", "1239"].map((id) => aMessage(id)) };
    const following = mergeNewest(many, fresh, true);
    expect(inOrder(following ?? undefined)).toHaveLength(120);
    expect(following?.pages[0]?.next).toBe("around:1121");
    const above = mergeNewest(many, fresh, false);
    expect(inOrder(above ?? undefined).at(-1)?.id).toBe("1239");
    expect(above?.pages[0]?.prev).toBe("around:1239");
  });
});

describe("reading on", () => {
  it("begins at what is surely whole", () => {
    const open = openEnded(withSent(loaded(page("21")), aMessage("9")));
    expect(shown(open)).toBe("12");
    expect(open.pages[0]?.prev).toBe("around:2");
    expect(isAtEnd(open)).toBe(false);
  });

  it("shows pages that overlap once", () => {
    expect(shown(loaded(page("543"), page("4321")))).toBe("12345");
  });

  it("reads a page again without touching what lies beyond it", () => {
    const fresh = page("42", { prev: "newer" });
    expect(shown(refreshed(loaded(page("65"), page("4321")), fresh))).toBe("12456");
  });
});
