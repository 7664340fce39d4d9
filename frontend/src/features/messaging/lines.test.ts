import { describe, expect, it } from "vitest";
import { aConversation, aMessage } from "@/test-messages";
import { aMe } from "@/test-people";
import { linesOf, readersOf, type Line, type Loaded, type Said } from "./lines";
import { newsInWords } from "./news";
import type { Unsent } from "./outbox";

const me = aMe("ada");

export const anUnsent = (clientId: string, changes: Partial<Unsent> = {}): Unsent => ({
  clientId,
  conversationId: "x",
  text: "t",
  media: [],
  alts: [],
  postId: null,
  replyTo: null,
  createdAt: "2026-01-01T00:00:00Z",
  state: "sending",
  reason: null,
  tries: 0,
  notBefore: 0,
  bidden: false,
  ...changes,
});

const lines = (changes: Partial<Loaded>): Line[] =>
  linesOf({
    messages: [],
    unsent: [],
    me,
    readTo: null,
    fromStart: true,
    deleting: new Set(),
    ...changes,
  });
const said = (changes: Partial<Loaded>): Said[] =>
  lines(changes).filter((line) => line.kind === "said");
const kinds = (changes: Partial<Loaded>) =>
  lines(changes).map((line) => (line.kind === "said" ? line.message?.id : line.kind));

describe("what is under way", () => {
  it("stands below what was sent, and vanishes once its client_id has arrived", () => {
    const shown = said({
      messages: [aMessage("1"), aMessage("2", { client_id: "mine", from: "ada" })],
      unsent: [anUnsent("mine"), anUnsent("next")],
    });
    expect(shown.map((line) => [line.key, line.mine])).toEqual([
      ["c1", false],
      ["mine", true],
      ["next", true],
    ]);
    expect(shown[1]?.unsent).toBeNull();
  });

  it("is of one run with what was just sent", () => {
    const [sent, next] = said({
      messages: [aMessage("1", { from: "ada" })],
      unsent: [anUnsent("next")],
    });
    expect([sent?.last, next?.follows]).toEqual([false, true]);
  });
});

describe("runs", () => {
  it("end with another person, five minutes, and what stands between", () => {
    const at = (minute: number) => ({ created_at: `2026-01-01T00:0${minute}:00Z` });
    const shown = said({
      messages: [
        aMessage("1", at(0)),
        aMessage("2", at(1)),
        aMessage("3", { ...at(1), from: "cleo" }),
        aMessage("4", at(1)),
        aMessage("5", at(7)),
      ],
    });
    expect(shown.map((line) => line.follows)).toEqual([false, true, false, false, false]);
    expect(shown.map((line) => line.last)).toEqual([false, true, true, true, true]);
  });
});

describe("what stands between", () => {
  const messages = ["1", "2", "3"].map((id) => aMessage(id));

  it("is the day, once", () => {
    const later = aMessage("4", { created_at: "2026-01-02T12:00:00Z" });
    expect(kinds({ messages: [...messages, later] })).toEqual(["day", "1", "2", "3", "day", "4"]);
  });

  it("is where the unread begin, which one's own and news do not", () => {
    const own = aMessage("2", { from: "ada" });
    const news = aMessage("3", {
      news: { what: "left", people: [], title: null, lasts: null },
    });
    const mixed = [aMessage("1"), own, news, aMessage("4"), aMessage("5")];
    expect(kinds({ messages: mixed, readTo: "1" })).toEqual([
      "day",
      "1",
      "2",
      "news",
      "unread",
      "4",
      "5",
    ]);
    expect(kinds({ messages, readTo: null })).not.toContain("unread");
  });

  it("does not say that they begin where the first of them may be further up", () => {
    expect(kinds({ messages, readTo: "0", fromStart: false })).not.toContain("unread");
    expect(kinds({ messages, readTo: "0", fromStart: true })).toContain("unread");
    expect(kinds({ messages, readTo: "1", fromStart: false })).toContain("unread");
  });
});

describe("what is deleted", () => {
  it("keeps its place without its words, also before it is", () => {
    const shown = said({
      messages: [aMessage("1", { from: null, text: "", deleted: true }), aMessage("2")],
      deleting: new Set(["2"]),
    });
    expect(shown.map((line) => [line.message?.deleted, line.message?.text])).toEqual([
      [true, ""],
      [true, ""],
    ]);
  });
});

describe("news", () => {
  const ben = aMessage("1").sender;
  const ada = aMessage("1", { from: "ada" }).sender;
  const words = (what: "added" | "renamed" | "lasts", rest = {}, from = "ben") =>
    newsInWords(
      aMessage("1", { from, news: { what, people: [], title: null, lasts: null, ...rest } }),
      me,
    );

  it("says who did what to whom, and calls the reader you", () => {
    expect(words("added", { people: [ada] })).toBe("ben added you");
    expect(words("added", { people: [ben] }, "ada")).toBe("You added ben");
    expect(words("renamed", { title: "Trip" })).toBe("ben named it “Trip”");
    expect(words("lasts", { lasts: 86_400 })).toBe("Messages now last 1 day");
    expect(newsInWords(aMessage("1"), me)).toBeNull();
  });
});

describe("receipts", () => {
  it("stand at the last message that each has read", () => {
    const { members } = aConversation("x", { members: ["ben", "cleo", "dan", "eve"] });
    const readTo = ["2", "9", null, "0"];
    const read = members.map((one, index) => ({ ...one, read_to: readTo[index] ?? null }));
    const found = readersOf([aMessage("1"), aMessage("2"), aMessage("3")], read);
    expect([...found].map(([id, people]) => [id, people.map((one) => one.handle)])).toEqual([
      ["2", ["ben"]],
      ["3", ["cleo"]],
    ]);
  });
});
