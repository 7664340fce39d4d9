import { lazy, Suspense } from "react";
import type { Me } from "@/api/types";
import { Waiting } from "@/ui/States";

const Page = lazy(async () => ({
  default: (await import("@/features/settings/LeavingPage")).LeavingPage,
}));

/** Who has asked for their account to be removed sees this, and nothing else, until then. */
export function Leaving({ me, leavesAt }: { me: Me; leavesAt: string }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Page me={me} leavesAt={leavesAt} />
    </Suspense>
  );
}
