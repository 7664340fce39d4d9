import { describe, expect, it } from "vitest";
import type { Post } from "@/api/types";
import { aPost } from "@/test-posts";
import { soonest } from "./BurningSoon";
import { countNew } from "./useNewPosts";

const post = (id: string, mine = false, expires_at: string | null = null): Post => {
  const one = aPost(id, { expires_at });
  return { ...one, viewer: { ...one.viewer, is_author: mine } };
};
const page = (...items: Post[]) => ({ items, next: null });
const shown = (...items: Post[]) => ({ pages: [page(...items)], pageParams: [null] });

describe("the count of new cruds", () => {
  it("is of those above the newest one shown", () => {
    expect(countNew(shown(post("8"), post("7")), page(post("10"), post("9"), post("8")))).toBe(2);
  });

  it("leaves out one's own, and older ones that moved up when others went", () => {
    expect(countNew(shown(post("8"), post("7")), page(post("9", true), post("8"), post("6")))).toBe(
      0,
    );
  });

  it("counts all when nothing was there, and none before anything is loaded", () => {
    expect(countNew(shown(), page(post("2"), post("1")))).toBe(2);
    expect(countNew(undefined, page(post("2")))).toBe(0);
  });

  it("is not misled by a crud that is still being posted", () => {
    expect(countNew(shown(post("local-x", true), post("8")), page(post("9"), post("8")))).toBe(1);
  });
});

describe("what burns out next", () => {
  it("is sorted by its end, without those that stay or are gone", () => {
    const at = Date.parse("2026-01-01T00:00:00Z");
    const list = [
      post("a", false, "2026-01-03T00:00:00Z"),
      post("b"),
      post("c", false, "2026-01-01T01:00:00Z"),
      post("d", false, "2025-12-31T23:59:59Z"),
    ];
    expect(soonest(list, at).map((one) => one.id)).toEqual(["c", "a"]);
  });
});
