import { describe, expect, it } from "vitest";
import type { Me } from "@/api/types";
import { asAddress, changesOf, editedOf, isEmpty } from "./edited";

const me = {
  handle: "ada",
  display_name: "Ada",
  bio: "Bread.",
  links: [{ label: "Blog", url: "https://ada.example" }],
} as Me;

describe("what is changed about oneself", () => {
  it("is nothing at first, nor with a space more", () => {
    expect(isEmpty(changesOf(me, editedOf(me)))).toBe(true);
    expect(isEmpty(changesOf(me, { ...editedOf(me), name: " Ada ", bio: "Bread. " }))).toBe(true);
  });

  it("is only what is different", () => {
    expect(changesOf(me, { ...editedOf(me), bio: "" })).toEqual({ bio: "" });
    expect(changesOf(me, { ...editedOf(me), handle: "ada_2" })).toEqual({ handle: "ada_2" });
  });

  it("leaves out links that nobody has filled in", () => {
    const links = [...me.links, { label: " ", url: "" }];
    expect(isEmpty(changesOf(me, { ...editedOf(me), links }))).toBe(true);
    expect(changesOf(me, { ...editedOf(me), links: [{ label: "", url: "" }] })).toEqual({
      links: [],
    });
  });

  it("says which picture is new, and which is taken away", () => {
    const edited = { ...editedOf(me), avatarId: "7", bannerId: null };
    expect(changesOf(me, edited)).toEqual({ avatar_id: "7", banner_id: null });
  });
});

describe("an address", () => {
  it("gets the scheme that people leave out, and no other", () => {
    expect(asAddress(" ada.example ")).toBe("https://ada.example");
    expect(asAddress("http://ada.example")).toBe("http://ada.example");
    expect(asAddress("javascript:alert(1)")).toBe("javascript:alert(1)");
    expect(asAddress("")).toBe("");
  });
});
