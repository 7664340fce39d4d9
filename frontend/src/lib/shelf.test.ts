import { describe, expect, it } from "vitest";
import { clearShelves, createShelf } from "./shelf";

const opened = (owner: string | null) => {
  const shelf = createShelf<string>("words");
  shelf.open(owner);
  return shelf;
};
const otherTab = (key: string, newValue: string | null) => {
  if (newValue === null) localStorage.removeItem(key);
  else localStorage.setItem(key, newValue);
  window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
};

describe("a shelf", () => {
  it("has after a reload what its owner has put there, and shows it to nobody else", () => {
    opened("ada").put("1", "typed");
    expect(opened("ada").get()).toEqual({ 1: "typed" });
    expect(opened("ben").get()).toEqual({});
    expect(opened(null).get()).toEqual({});
  });

  it("keeps nothing on the device for nobody", () => {
    const shelf = opened(null);
    shelf.put("1", "typed");
    expect(shelf.get()).toEqual({ 1: "typed" });
    expect(localStorage).toHaveLength(0);
  });

  it("follows other tabs, entry by entry", () => {
    const shelf = opened("ada");
    shelf.put("1", "mine");
    otherTab("cruddur.own/words/ada/2", '"theirs"');
    otherTab("cruddur.own/words/ben/3", '"not ours"');
    expect(shelf.get()).toEqual({ 1: "mine", 2: "theirs" });
    otherTab("cruddur.own/words/ada/1", null);
    expect(shelf.get()).toEqual({ 2: "theirs" });
  });

  it("knows what another tab has just taken away", () => {
    const shelf = opened("ada");
    shelf.put("1", "typed");
    localStorage.removeItem("cruddur.own/words/ada/1");
    expect(shelf.get()["1"]).toBe("typed");
    expect(shelf.fresh("1")).toBeNull();
  });

  it("is empty after everything was cleared", () => {
    localStorage.setItem("cruddur.theme", "dark");
    opened("ada").put("1", "typed");
    clearShelves();
    expect(opened("ada").get()).toEqual({});
    expect(localStorage.getItem("cruddur.theme")).toBe("dark");
  });
});
