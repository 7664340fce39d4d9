import { lazy, Suspense } from "react";
import { sending } from "@/features/posts/overlay";
import { keepTrying } from "@/lib/keepTrying";
import { useStore } from "@/lib/store";

const SendCrudDialog = lazy(async () => ({
  default: (await keepTrying(() => import("@/features/messaging/SendCrudDialog"))).SendCrudDialog,
}));

/** Where a crud is to go as a message: cruds do not know of messages, so the app asks. */
export function Sending() {
  const post = useStore(sending);
  if (!post) return null;
  return (
    <Suspense fallback={null}>
      <SendCrudDialog post={post} onClose={() => sending.set(null)} />
    </Suspense>
  );
}
