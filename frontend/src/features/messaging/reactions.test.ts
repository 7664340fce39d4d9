import { describe, expect, it } from "vitest";
import { whose, withReaction } from "./reactions";

const reaction = (count: number, mine: boolean, others: string[]) => ({
  emoji: "👍",
  count,
  mine,
  others,
});
const nameOf = (handle: string) => handle.toUpperCase();

describe("who reacted", () => {
  it("is said by name, oneself first", () => {
    expect(whose(reaction(1, true, []), nameOf)).toBe("You");
    expect(whose(reaction(1, false, ["ben"]), nameOf)).toBe("BEN");
    expect(whose(reaction(3, true, ["ben", "cy"]), nameOf)).toBe("You, BEN and CY");
  });

  it("counts who has no name any more, and who would be too many", () => {
    expect(whose(reaction(2, false, []), nameOf)).toBe("2 people");
    expect(whose(reaction(2, false, ["ben"]), nameOf)).toBe("BEN and 1 other");
    const many = Array.from({ length: 12 }, (_, number) => `p${number}`);
    expect(whose(reaction(12, false, many), nameOf)).toMatch(/P9 and 2 others$/);
  });

  it("keeps the others' names when one adds or takes back one's own", () => {
    const [added] = withReaction([reaction(1, false, ["ben"])], "👍");
    expect(added).toEqual(reaction(2, true, ["ben"]));
    const [left] = withReaction([reaction(2, true, ["ben"])], null);
    expect(left).toEqual(reaction(1, false, ["ben"]));
  });
});
