import { describe, expect, it } from "vitest";
import type { Conversation, Message } from "@/api/types";
import { aConversation, aMessage } from "@/test-messages";
import { aMe } from "@/test-people";
import { previewOf } from "./preview";

const me = aMe("ada");
const at = Date.parse("2026-01-02T00:00:00Z");
const said = (last_message: Message | null, changes: Partial<Conversation> = {}) => {
  const { members: _members, ...rest } = changes;
  const { who, text } = previewOf(aConversation("x", { last_message, ...rest }), me, at);
  return who === null ? text : `${who}: ${text}`;
};
const group = { kind: "group" as const };
const photo = { id: "1" } as Message["media"][number];

describe("what a line of the inbox says", () => {
  it("is what was said last, and by whom where that is not plain", () => {
    expect(said(aMessage("1", { text: "Hello" }))).toBe("Hello");
    expect(said(aMessage("1", { text: "Hello", from: "ada" }))).toBe("You: Hello");
    expect(said(aMessage("1", { text: "Hello" }), group)).toBe("ben: Hello");
    expect(said(aMessage("1", { text: "Hello", from: "ada" }), group)).toBe("You: Hello");
  });

  it("names what comes without words", () => {
    expect(said(aMessage("1", { text: "", media: [photo] }))).toBe("Photo");
    expect(said(aMessage("1", { text: "", media: [photo, photo], from: "ada" }))).toBe(
      "You: 2 photos",
    );
    expect(said(aMessage("1", { text: "", post_id: "7" }))).toBe("A crud");
    expect(said(aMessage("1", { text: "Look", media: [photo] }))).toBe("Look");
  });

  it("tells news in words, without a name before them", () => {
    const news = { what: "renamed" as const, people: [], title: "Bread", lasts: null };
    expect(said(aMessage("1", { text: "", news }), group)).toBe("ben named it “Bread”");
  });

  it("keeps the words of nobody who took them back, left, or let them burn", () => {
    const gone = { text: "", deleted: true };
    expect(said(aMessage("1", gone))).toBe("Message deleted");
    expect(said(aMessage("1", { ...gone, from: "ada" }))).toBe("You deleted a message");
    expect(said(aMessage("1", { ...gone, from: null }))).toBe("Gone with the person who wrote it");
    const burned = { text: "Secret", expires_at: "2026-01-02T00:00:00Z" };
    expect(said(aMessage("1", burned))).toBe("Burned out");
    expect(said(aMessage("1", { ...burned, expires_at: "2026-01-02T00:00:01Z" }))).toBe("Secret");
    expect(said(null)).toBe("No messages");
  });
});
