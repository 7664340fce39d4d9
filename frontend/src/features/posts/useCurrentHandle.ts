import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { underHandle } from "./paths";

/** Whoever came by a handle that was given up has the new one in the address from then on. */
export function useCurrentHandle(handle: string | null | undefined): void {
  const navigate = useNavigate();
  const { pathname, search, hash } = useLocation();
  useEffect(() => {
    if (!handle) return;
    const now = underHandle(pathname, handle);
    if (now !== pathname) void navigate(now + search + hash, { replace: true });
  }, [handle, pathname, search, hash, navigate]);
}
