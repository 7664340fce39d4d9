import { lazy, Suspense, useState } from "react";
import { Outlet, ScrollRestoration, useLocation, useMatch } from "react-router";
import { useMe } from "@/api/me";
import { useSession } from "@/api/session";
import { keepTrying } from "@/lib/keepTrying";
import { cx } from "@/lib/cx";
import { useMedia } from "@/lib/useMedia";
import { Overlays } from "@/features/posts/lazy";
import { Waiting } from "@/ui/States";
import { BottomBar } from "./BottomBar";
import { ChooseHandle } from "./ChooseHandle";
import { Leaving } from "./Leaving";
import { Rail } from "./Rail";
import { Sending } from "./Sending";
import { useAskBackIn } from "./useAskBackIn";
import { useShellKeys } from "./useShellKeys";

const KeysDialog = lazy(async () => ({
  default: (await keepTrying(() => import("./KeysDialog"))).KeysDialog,
}));

const HoverCards = lazy(async () => ({
  default: (await keepTrying(() => import("./HoverCards"))).HoverCards,
}));
const BurningSoon = lazy(async () => ({
  default: (await keepTrying(() => import("@/features/feeds/BurningSoon"))).BurningSoon,
}));

function Side({ onKeys }: { onKeys: () => void }) {
  return (
    <aside aria-label="More" className="sticky top-0 h-dvh w-80 shrink-0 overflow-y-auto py-5 pl-5">
      <Suspense fallback={null}>
        <BurningSoon />
      </Suspense>
      <p className="mt-6 px-3 text-13 text-muted">
        <button type="button" className="link min-h-6" onClick={onKeys}>
          Keys
        </button>{" "}
        · Cruds burn on the server’s clock.
      </p>
    </aside>
  );
}

/** Phone: one column and a bar. From 768 px a rail, from 1200 px a side column too. */
export function Shell() {
  const [keys, setKeys] = useState(false);
  const signedIn = useSession() === "signed-in";
  const me = useMe();
  const wide = useMedia("(min-width: 75rem)");
  const { pathname } = useLocation();
  const inMessages = pathname.startsWith("/messages");
  const inSettings = pathname.startsWith("/settings");
  const thread = useMatch("/messages/:id/*")?.params.id;
  const inThread = thread !== undefined && thread !== "requests";
  useShellKeys(() => setKeys(true));
  useAskBackIn();
  if (me?.leaves_at) return <Leaving me={me} leavesAt={me.leaves_at} />;
  if (me?.handle === null) return <ChooseHandle me={me} />;
  return (
    <div className="mx-auto flex w-full max-w-306 justify-center">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-full bg-ink px-5 py-3 font-semibold text-paper focus:translate-y-0"
      >
        Skip to the content
      </a>
      <Rail signedIn={signedIn} />
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "min-w-0 flex-1 border-line outline-none md:border-r",
          inMessages || inSettings ? "xl:max-w-240" : "md:max-w-150",
          !inMessages && "min-h-dvh pb-22 md:pb-0",
        )}
      >
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
        <Suspense fallback={null}>
          <HoverCards />
        </Suspense>
      </main>
      {wide && !inMessages && !inSettings && <Side onKeys={() => setKeys(true)} />}
      {!inThread && <BottomBar signedIn={signedIn} />}
      <Overlays />
      <Sending />
      <Suspense fallback={null}>{keys && <KeysDialog onClose={() => setKeys(false)} />}</Suspense>
      <ScrollRestoration />
    </div>
  );
}
