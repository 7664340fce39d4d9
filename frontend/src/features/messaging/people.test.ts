import { describe, expect, it } from "vitest";
import { aConversation } from "@/test-messages";
import { aMe } from "@/test-people";
import { titleOf } from "./people";

const called = (...members: string[]) =>
  titleOf(aConversation("x", { kind: "group", members }), aMe("ada"));

describe("what a conversation is called", () => {
  it("is its title, or the other one of two", () => {
    expect(titleOf(aConversation("x", { title: "Bakers" }), aMe("ada"))).toBe("Bakers");
    expect(titleOf(aConversation("x"), aMe("ada"))).toBe("ben");
  });

  it("is a few names where a group has no title, however large it is", () => {
    expect(called("ada", "ben", "cy")).toBe("ben, cy");
    expect(called("ada", "ben", "cy", "dan", "eve")).toBe("ben, cy, dan and 1 other");
    expect(called("ada", "ben", "cy", "dan", "eve", "fay")).toBe("ben, cy, dan and 2 others");
    expect(called("ada")).toBe("Only you");
  });
});
