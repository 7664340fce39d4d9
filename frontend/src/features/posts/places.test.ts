import { beforeEach, describe, expect, it, vi } from "vitest";
import { aPost } from "@/test-posts";
import {
  forgetPlaces,
  indexIn,
  keepPlace,
  placeOf,
  readTo,
  writePlaces,
  type Place,
} from "./places";

const place = (changes: Partial<Place> = {}): Place => ({
  ids: ["7", "6", "5"],
  top: -12,
  index: 130,
  cursor: "deep",
  ...changes,
});

/** Pages of a list, as the API gives them out: by cursor, each with the ids of its cruds. */
function serve(pages: Record<string, { ids: string[]; next?: string }>) {
  return vi.fn((cursor: string | null) => {
    const page = pages[cursor ?? "top"];
    if (!page) return Promise.reject(new Error(`no page at ${cursor ?? "top"}`));
    return Promise.resolve({ items: page.ids.map((id) => aPost(id)), next: page.next ?? null });
  });
}

describe("what is read to stand where one was", () => {
  it("is all from the top to the page with what one was reading, and no more", async () => {
    const read = serve({
      top: { ids: ["9"], next: "a" },
      a: { ids: ["8", "6"], next: "b" },
      b: { ids: ["1"] },
    });
    const { pages, pageParams } = await readTo(place(), read);
    expect(pageParams).toEqual([null, "a"]);
    expect(pages.at(-1)?.next).toBe("b");
    expect(read).toHaveBeenCalledWith(null, 100);
  });

  it("is the place's own page where five pages did not hold it", async () => {
    const read = serve({
      top: { ids: ["19"], next: "a" },
      a: { ids: ["18"], next: "b" },
      b: { ids: ["17"], next: "c" },
      c: { ids: ["16"], next: "d" },
      d: { ids: ["15"], next: "deep" },
      deep: { ids: ["7"], next: "e" },
    });
    expect((await readTo(place(), read)).pageParams).toEqual(["deep"]);
    expect(read).toHaveBeenCalledTimes(6);
  });

  it("is the place's own page at once where it is further down than that", async () => {
    const read = serve({ deep: { ids: ["7"] } });
    expect((await readTo(place({ index: 800 }), read)).pageParams).toEqual(["deep"]);
    expect(read).toHaveBeenCalledOnce();
  });

  it("is the whole list where what one was reading has gone from it", async () => {
    const read = serve({ top: { ids: ["9"], next: "a" }, a: { ids: ["8"] } });
    expect((await readTo(place(), read)).pageParams).toEqual([null, "a"]);
  });
});

describe("where one stands", () => {
  it("is at the first of those that are still there, or at the same depth", () => {
    expect(indexIn(place(), ["9", "8", "6", "5"])).toBe(2);
    expect(indexIn(place({ index: 3 }), ["19", "18", "17", "16", "15"])).toBe(3);
    expect(indexIn(place(), ["19", "18"])).toBe(1);
  });
});

describe("places", () => {
  beforeEach(forgetPlaces);

  it("belong to an entry of the history and a list", () => {
    keepPlace("entry", "posts home", place());
    expect(placeOf("entry", "posts home")).toEqual(place());
    expect(placeOf("entry", "posts public")).toBeNull();
    expect(placeOf("other", "posts home")).toBeNull();
    keepPlace("entry", "posts home", null);
    expect(placeOf("entry", "posts home")).toBeNull();
  });

  it("are few, and the oldest go", () => {
    for (let entry = 0; entry < 31; entry += 1) keepPlace(`e${entry}`, "posts home", place());
    expect(placeOf("e0", "posts home")).toBeNull();
    expect(placeOf("e1", "posts home")).not.toBeNull();
  });

  it("are gone from the tab with whoever signs out", () => {
    keepPlace("entry", "posts home", place());
    writePlaces();
    expect(sessionStorage.getItem("cruddur.places")).toContain("deep");
    forgetPlaces();
    expect(sessionStorage.getItem("cruddur.places")).toBeNull();
    expect(placeOf("entry", "posts home")).toBeNull();
  });

  it("are another person's where another has signed in before the page is loaded", async () => {
    keepPlace("entry", "posts home", place());
    writePlaces();
    const visit = { type: "reload" } as unknown as PerformanceEntry;
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([visit]);
    vi.resetModules();
    const mine = await import("./places");
    expect(mine.placeOf("entry", "posts home")).toEqual(place());
    localStorage.setItem("CognitoIdentityServiceProvider.x.LastAuthUser", "ben");
    vi.resetModules();
    const bens = await import("./places");
    expect(bens.placeOf("entry", "posts home")).toBeNull();
  });
});
