import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Conversation } from "@/api/types";
import { fakeApi } from "@/test-api";
import { aConversation } from "@/test-messages";
import { aMe } from "@/test-people";
import { addPeople, isLastOwner, leaveGroup, rightsIn, whatLeavingMeans } from "./members";
import { findConversation, putConversation } from "./conversations";

const owned = (...owners: string[]): Conversation => {
  const group = aConversation("x", {
    kind: "group",
    members: ["ada", "ben", "cora"],
    role: owners.includes("ada") ? "owner" : "member",
  });
  const members = group.members.map((one) => ({
    ...one,
    role: owners.includes(one.handle ?? "") ? ("owner" as const) : ("member" as const),
  }));
  return { ...group, members };
};
const memberOf = (group: Conversation, handle: string) => {
  const found = group.members.find((one) => one.handle === handle);
  if (!found) throw new Error(handle);
  return found;
};

describe("what one may do in a conversation", () => {
  it("is everything for an owner, and to leave for a member", () => {
    expect(rightsIn(owned("ada"))).toEqual({ manage: true, lasts: true, leave: true });
    expect(rightsIn(owned("ben"))).toEqual({ manage: false, lasts: false, leave: true });
  });

  it("is to set how long messages last between two, while they can write", () => {
    expect(rightsIn(aConversation("x"))).toEqual({ manage: false, lasts: true, leave: false });
    expect(rightsIn(aConversation("x", { can_send: false })).lasts).toBe(false);
  });

  it("is never to leave a group without an owner", () => {
    expect(isLastOwner(owned("ada"), memberOf(owned("ada"), "ada"))).toBe(true);
    expect(isLastOwner(owned("ada", "ben"), memberOf(owned("ada", "ben"), "ada"))).toBe(false);
    expect(isLastOwner(owned("ada"), memberOf(owned("ada"), "ben"))).toBe(false);
  });
});

describe("leaving a group", () => {
  it("says who owns it then, and when it goes with its last member", () => {
    const me = aMe("ada");
    expect(whatLeavingMeans(owned("ada"), me)).toContain("becomes its owner");
    expect(whatLeavingMeans(owned("ada", "ben"), me)).not.toContain("owner");
    expect(whatLeavingMeans(aConversation("x", { members: ["ada"] }), me)).toContain("deleted");
  });

  it("takes it off the page once it is done, and not where it was refused", async () => {
    const client = new QueryClient();
    const path = "DELETE /conversations/x/members/ada";
    fakeApi({ [path]: [{ status: 503 }, { status: 204 }] });
    putConversation(client, owned("ada"));
    await expect(leaveGroup(client, "x", "ada")).rejects.toThrow();
    expect(findConversation(client, "x")).toBeDefined();
    await leaveGroup(client, "x", "ada");
    expect(findConversation(client, "x")).toBeUndefined();
  });
});

it("adds people one after another, and stops at who cannot be added", async () => {
  const client = new QueryClient();
  const refused = { status: 404, body: { code: "person_not_found", detail: "Nobody." } };
  const calls = fakeApi({
    "PUT /conversations/x/members/dan": { body: owned("ada") },
    "PUT /conversations/x/members/eve": refused,
  });
  const added: string[] = [];
  const people = ["dan", "eve", "fay"].map((handle) => ({
    handle,
    display_name: handle,
    avatar_url: null,
  }));
  const adding = addPeople(client, "x", people, (handle) => added.push(handle));
  await expect(adding).rejects.toThrow("Nobody.");
  expect(added).toEqual(["dan"]);
  expect(calls.map(({ path }) => path.split("/").at(-1))).toEqual(["dan", "eve"]);
});
