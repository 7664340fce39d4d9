import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { signInPath } from "@/api/gate";
import { useEnded, useSession } from "@/api/session";

/** Whose session ends without their doing is asked in again, told why, and comes back here. */
export function useAskBackIn(): void {
  const signedIn = useSession() === "signed-in";
  const ended = useEnded();
  const was = useRef(signedIn);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  useEffect(() => {
    const lost = was.current && !signedIn && ended !== null;
    was.current = signedIn;
    if (lost) void navigate(signInPath(pathname + search), { replace: true });
  }, [signedIn, ended, navigate, pathname, search]);
}
