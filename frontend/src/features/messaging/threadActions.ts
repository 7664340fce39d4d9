import { createContext, useContext } from "react";
import type { Message } from "@/api/types";
import type { Unsent } from "./outbox";

/** What can be done with a message of the thread that is open. */
export interface ThreadActions {
  /** False where nothing can be sent: then there is nothing to answer, change or react to. */
  canSend: boolean;
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  react: (message: Message, emoji: string | null) => void;
  /** Asks for any emoji. */
  pick: (message: Message) => void;
  /** Leads to a message, wherever it is. */
  jump: (messageId: string) => void;
  /** Its time is over: it folds away and is gone. */
  burnOut: (message: Message) => void;
  /** How somebody is called here. */
  nameOf: (handle: string) => string;
  retry: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
}

export const ThreadContext = createContext<ThreadActions | null>(null);

export function useThread(): ThreadActions {
  const actions = useContext(ThreadContext);
  if (!actions) throw new Error("A message stands in a thread.");
  return actions;
}
