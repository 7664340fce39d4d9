import { describe, expect, it } from "vitest";
import { pathOf, settings, type SettingName } from "./catalogue";
import { find, marked } from "./search";

const names = (query: string) => find(query).flatMap(({ hits }) => hits);

describe("searching settings", () => {
  it.each([
    ["dark", "theme"],
    ["Password", "password"],
    ["2FA", "second"],
    ["log out", "everywhere"],
    ["google", "indexable"],
    ["mastodon", "import"],
    ["new cruds reply", "replies"],
    ["burn", "expiry"],
    ["éMAIL", "email"],
    ["read receipts", "receipts"],
    ["seen", "receipts"],
  ])("%s leads first to %s", (query, name) => expect(names(query)[0]).toBe(name));

  it("wants every word, and finds nothing for nonsense", () => {
    expect(names("dark password")).toEqual([]);
    expect(names("xyzzy")).toEqual([]);
    expect(names("   ")).toEqual([]);
    expect(names("(.*")).toEqual([]);
  });

  it("finds words by their beginning, not their middle", () => {
    expect(names("pass")).toContain("password");
    expect(names("sword")).toEqual([]);
  });

  it("finds a group by its name", () => {
    expect(names("safety")).toEqual(["password", "email", "second", "everywhere"]);
  });

  it("marks what was found, and loses no character", () => {
    expect(marked("Sign out everywhere", "OUT ever")).toEqual([
      { text: "Sign", hit: false },
      { text: " ", hit: false },
      { text: "out", hit: true },
      { text: " ", hit: false },
      { text: "ever", hit: true },
      { text: "ywhere", hit: false },
    ]);
    expect(marked("(.*) [x]", "x").map(({ text }) => text)).toEqual(["(.*) [", "x", "]"]);
  });

  it("knows a page for every setting", () => {
    for (const name of Object.keys(settings) as SettingName[])
      expect(pathOf(name)).toMatch(/^\/settings\/[a-z]+/);
    expect(pathOf("words")).toBe("/settings/muted/words");
    expect(pathOf("theme")).toBe("/settings/appearance#theme");
  });
});
