import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, unwrap } from "@/api/client";
import { isNotFound, reasonOf } from "@/api/errors";
import type { Conversation, Me, Member, Sender } from "@/api/types";
import { later } from "@/lib/later";
import { createStore, useStore } from "@/lib/store";
import { toast } from "@/ui/toasts";
import { changeConversation, dropConversation, putConversation } from "./conversations";
import { isMe } from "./people";
import { conversationQuery } from "./queries";

/* Who is in a group, and who says so. */

const UNDO_MS = 5_000;
const path = "/api/v1/conversations/{conversation_id}/members/{handle}";
const at = (id: string, handle: string) => ({
  params: { path: { conversation_id: id, handle } },
});

/** What the reader may do in a conversation. */
export interface Rights {
  /** Title, picture, who is in it, and who owns it. */
  manage: boolean;
  lasts: boolean;
  leave: boolean;
}

export function rightsIn({ kind, role, can_send }: Conversation): Rights {
  const group = kind === "group";
  const manage = group && role === "owner";
  return { manage, lasts: manage || (!group && can_send), leave: group };
}

/** Whether somebody is the only owner: the group would be left without one. */
export const isLastOwner = ({ members }: Conversation, { handle, role }: Member): boolean =>
  role === "owner" &&
  handle !== null &&
  members.every((one) => one.role === "member" || one.handle === handle);

/** What becomes of a group that the reader leaves, in words. */
export function whatLeavingMeans(conversation: Conversation, me: Me | undefined): string {
  const { members } = conversation;
  if (members.length === 1) return "Nobody else is in it: all of it is deleted.";
  const own = members.find((one) => isMe(one, me));
  const heir = own && isLastOwner(conversation, own);
  return [
    "You can no longer read it. What you said stays with the others.",
    ...(heir ? ["Who has been in it longest becomes its owner."] : []),
  ].join(" ");
}

const changeMembers = (
  client: QueryClient,
  id: string,
  change: (members: Member[]) => Member[],
): void => changeConversation(client, id, (one) => ({ ...one, members: change(one.members) }));

/** Adds people one after another; throws at the first who cannot be added. */
export async function addPeople(
  client: QueryClient,
  id: string,
  people: readonly Sender[],
  added: (handle: string) => void,
): Promise<void> {
  for (const { handle } of people) {
    if (handle === null) continue;
    putConversation(client, await unwrap(api.PUT(path, { ...at(id, handle), body: {} })));
    added(handle);
  }
}

async function giveRole(
  client: QueryClient,
  id: string,
  member: Member & { handle: string },
  role: Member["role"],
): Promise<void> {
  const { handle } = member;
  const put = (next: Member["role"]) =>
    changeMembers(client, id, (members) =>
      members.map((one) => (one.handle === handle ? { ...one, role: next } : one)),
    );
  put(role);
  try {
    putConversation(client, await unwrap(api.PUT(path, { ...at(id, handle), body: { role } })));
  } catch (error) {
    put(member.role);
    toast(`Nothing has changed. ${reasonOf(error)}`);
  }
}

const removed = createStore<ReadonlySet<string>>(new Set());

/** Those who are out of sight already and out of the group in a moment, as "id handle". */
export const useRemoved = (): ReadonlySet<string> => useStore(removed);
export const removedKey = (id: string, handle: string | null): string => `${id} ${handle ?? ""}`;

const setRemoved = (key: string, isIt: boolean) =>
  removed.set((keys) => new Set(isIt ? [...keys, key] : [...keys].filter((one) => one !== key)));

async function finishRemoving(client: QueryClient, id: string, handle: string): Promise<void> {
  try {
    const answer = await unwrap(api.DELETE(path, { ...at(id, handle), keepalive: true }));
    if (answer) putConversation(client, answer);
  } catch (error) {
    if (!isNotFound(error)) toast(`@${handle} is still in the group. ${reasonOf(error)}`);
  }
  setRemoved(removedKey(id, handle), false);
}

function remove(client: QueryClient, id: string, { handle, display_name }: Member): void {
  if (handle === null) return;
  const key = removedKey(id, handle);
  setRemoved(key, true);
  const cancel = later(() => void finishRemoving(client, id, handle), UNDO_MS);
  toast(`${display_name} is taken out of the group`, {
    stays: UNDO_MS,
    action: {
      label: "Undo",
      run: () => {
        cancel();
        setRemoved(key, false);
      },
    },
  });
}

/** Leaves a group for good. */
export async function leaveGroup(client: QueryClient, id: string, me: string): Promise<void> {
  await unwrap(api.DELETE(path, at(id, me)));
  dropConversation(client, id);
  client.removeQueries({ queryKey: conversationQuery(id).queryKey, type: "inactive" });
}

interface Managing {
  giveRole: (member: Member, role: Member["role"]) => void;
  /** Can be taken back for a few seconds. */
  remove: (member: Member) => void;
}

/** What owners do with who is in a group. */
export function useManaging(id: string): Managing {
  const client = useQueryClient();
  return useMemo(
    () => ({
      giveRole: (member, role) => {
        const { handle } = member;
        if (handle !== null) void giveRole(client, id, { ...member, handle }, role);
      },
      remove: (member) => remove(client, id, member),
    }),
    [client, id],
  );
}
