import { useCallback } from "react";
import { useLocation, useNavigate } from "react-router";
import { useSession } from "./session";

/** What a signed-out person was about to do; done when they come back signed in. */
export type Intent = { kind: "follow"; handle: string } | { kind: "compose" };

const KEY = "cruddur.intent";

export function keepIntent(intent: Intent): void {
  sessionStorage.setItem(KEY, JSON.stringify(intent));
}

/** Answers the kept intent if `wanted` says it is this one, and forgets it. */
export function takeIntent(wanted: (intent: Intent) => boolean): Intent | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  const intent = JSON.parse(text) as Intent;
  if (!wanted(intent)) return null;
  sessionStorage.removeItem(KEY);
  return intent;
}

/** Only a path of our own may be returned to. */
export function safePath(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) ? path : "/";
}

export const signInPath = (from: string): string =>
  from === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(from)}`;

/** Answers true when signed in; otherwise keeps the intent and asks to sign in. */
export function useGate(): (intent?: Intent) => boolean {
  const signedIn = useSession() === "signed-in";
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return useCallback(
    (intent) => {
      if (signedIn) return true;
      if (intent) keepIntent(intent);
      void navigate(signInPath(pathname + search));
      return false;
    },
    [signedIn, navigate, pathname, search],
  );
}
