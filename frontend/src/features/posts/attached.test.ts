import { describe, expect, it } from "vitest";
import type { MediaAnswer } from "@/api/types";
import { step, type Step, type Upload } from "./attached";

const fresh: Upload = {
  key: "k",
  file: null,
  preview: "blob:x",
  alt: "",
  savedAlt: "",
  id: null,
  state: "asking",
  progress: 0,
  words: null,
  media: null,
};

const answer = (state: MediaAnswer["state"], reason: string | null = null): Step => ({
  kind: "answer",
  answer: {
    id: "7",
    state,
    reason,
    alt: "",
    width: 3,
    height: 2,
    blur: "",
    animated: false,
    sources: [],
  },
});

const after = (...steps: Step[]) => steps.reduce(step, fresh);
const asked: Step = { kind: "asked", id: "7" };
const sent: Step = { kind: "sent" };

describe("an upload", () => {
  it("asks, sends, is checked and is ready", () => {
    const states = [asked, { kind: "progress", part: 0.5 } as const, sent, answer("ready")].map(
      (_, index, steps) => after(...steps.slice(0, index + 1)).state,
    );
    expect(states).toEqual(["sending", "sending", "checking", "ready"]);
    expect(after(asked, sent, answer("ready")).media?.width).toBe(3);
  });

  it("never goes back in its progress", () => {
    const back = after(asked, { kind: "progress", part: 0.6 }, { kind: "progress", part: 0.2 });
    expect(back.progress).toBe(0.6);
  });

  it("waits on while it is being looked at", () => {
    expect(after(asked, sent, answer("processing")).state).toBe("checking");
  });

  it("says in words why it was refused, and stays refused", () => {
    const refused = after(asked, sent, answer("refused", "This is no picture."));
    expect([refused.state, refused.words]).toEqual(["refused", "This is no picture."]);
    expect(step(refused, answer("ready"))).toBe(refused);
    expect(step(refused, { kind: "again" })).toBe(refused);
  });

  it("can be tried again from the start after a failure", () => {
    const failed = after(asked, { kind: "failed", words: "Offline." });
    expect(failed.words).toBe("Offline.");
    expect(step(failed, { kind: "again" })).toEqual(fresh);
  });
});
