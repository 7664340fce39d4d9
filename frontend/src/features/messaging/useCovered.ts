import { useMatch } from "react-router";
import { useMedia } from "@/lib/useMedia";

/** Below 1200 px the details of a conversation stand in the place of what is said in it. */
export function useCovered(): boolean {
  const detailed = useMatch("/messages/:id/details") !== null;
  const beside = useMedia("(min-width: 75rem)");
  return detailed && !beside;
}
