import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useLimits } from "@/api/config";
import { ApiError, inWords } from "@/api/errors";
import { useHandleCheck, type HandleCheck } from "@/api/handles";
import { useChangeMe } from "@/api/me";
import type { Me } from "@/api/types";
import { countGraphemes } from "@/lib/graphemes";
import { idOf, isBusy, usePicture } from "@/features/posts/usePicture";
import { toast } from "@/ui/toasts";
import { changesOf, editedOf, isEmpty, type Edited } from "./edited";
import { rememberMyself } from "./people";
import { useUnsaved } from "./useUnsaved";

const fields = ["handle", "display_name", "bio", "links"];

/** What is wrong with none of the fields, in words. */
function generalProblem(error: unknown): string | undefined {
  if (!error) return undefined;
  if (!(error instanceof ApiError)) return inWords(error);
  const shown = error.errors.some(({ field }) => fields.includes(field.split(".")[0] ?? ""));
  return shown ? undefined : (error.errors[0]?.detail ?? error.detail);
}

const tooMany = (left: number): string | undefined =>
  left < 0 ? `${-left} characters too many` : undefined;

/** The handle that one has needs no check. */
function useNewHandle(handle: string, mine: string): { check: HandleCheck; fits: boolean } {
  const check = useHandleCheck(handle);
  const { shortest, longest, answer } = check;
  if (handle === mine) return { check: { asking: false, shortest, longest }, fits: true };
  return { check, fits: handle.length >= shortest && answer?.available !== false };
}

/** A profile that is being changed, and all that there is to say about it. */
export function useEditing(me: Me & { handle: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const fromProfile = (useLocation().state as { from?: string } | null)?.from === "profile";
  const { limits } = useLimits();
  const changeMe = useChangeMe();
  const avatar = usePicture("avatar");
  const banner = usePicture("banner");
  const [typed, setTyped] = useState<Edited>(() => editedOf(me));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { check, fits } = useNewHandle(typed.handle, me.handle);

  const pictures = { avatarId: idOf(avatar.worn), bannerId: idOf(banner.worn) };
  const changes = changesOf(me, { ...typed, ...pictures });
  const sending = isBusy(avatar.worn) || isBusy(banner.worn);
  const unsaved = useUnsaved((!isEmpty(changes) || sending) && !busy);
  const bioLeft = limits.bio_length - countGraphemes(typed.bio.trim());
  const nameLeft = limits.display_name_length - countGraphemes(typed.name.trim());
  const sound = typed.name.trim() !== "" && nameLeft >= 0 && bioLeft >= 0 && fits;
  const ready = sound && !sending && !isEmpty(changes);
  const problem = (field: string) => (error instanceof ApiError ? error.field(field) : undefined);

  const settle = (fresh: Me) => {
    unsaved.settle();
    avatar.settle();
    banner.settle();
    setTyped(editedOf(fresh));
    rememberMyself(client, me.handle, fresh);
    const { handle } = fresh;
    toast(handle === me.handle ? "Your profile is saved" : `You are @${handle ?? ""} now`);
    if (fromProfile) void navigate(`/@${handle ?? ""}`);
  };
  return {
    typed,
    avatar,
    banner,
    check,
    busy,
    ready,
    unsaved,
    bioLeft,
    problem: {
      name: problem("display_name") ?? tooMany(nameLeft),
      bio: problem("bio") ?? tooMany(bioLeft),
      handle: problem("handle"),
      links: problem("links"),
      link: (field: string) => problem(`links.${field}`),
      general: generalProblem(error),
    },
    change: (next: Partial<Edited>) => {
      setTyped((now) => ({ ...now, ...next }));
      setError(null);
    },
    save: () => {
      if (!ready || busy) return;
      setBusy(true);
      setError(null);
      changeMe(changes)
        .then(settle)
        .catch(setError)
        .finally(() => setBusy(false));
    },
  };
}
