import { lazy, Suspense } from "react";
import type { Me } from "@/api/types";
import { Waiting } from "@/ui/States";

const Page = lazy(async () => ({
  default: (await import("@/features/auth/ChooseHandlePage")).ChooseHandlePage,
}));

export function ChooseHandle({ me }: { me: Me }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Page me={me} />
    </Suspense>
  );
}
