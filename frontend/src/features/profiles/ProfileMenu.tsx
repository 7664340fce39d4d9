import {
  Ban,
  Bookmark,
  Ellipsis,
  Heart,
  Link2,
  List,
  ListPlus,
  Repeat2,
  Rss,
  Settings,
  UserRoundPlus,
  Volume2,
  VolumeX,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useGate } from "@/api/gate";
import type { Profile } from "@/api/types";
import { fullTime } from "@/lib/time";
import { copyLink } from "@/ui/copy";
import { Menu, MenuItem, MenuItems, MenuLink, MenuRule } from "@/ui/Menu";
import { useDistance } from "./distance";

const AddToListsDialog = lazy(async () => ({
  default: (await import("./AddToListsDialog")).AddToListsDialog,
}));
const MuteDialog = lazy(async () => ({ default: (await import("./MuteDialog")).MuteDialog }));

function OwnItems() {
  return (
    <>
      <MenuLink to="/likes" icon={<Heart size={19} />}>
        Likes
      </MenuLink>
      <MenuLink to="/bookmarks" icon={<Bookmark size={19} />}>
        Bookmarks
      </MenuLink>
      <MenuLink to="/lists" icon={<List size={19} />}>
        Lists
      </MenuLink>
      <MenuLink to="/requests" icon={<UserRoundPlus size={19} />}>
        Follow requests
      </MenuLink>
      <MenuLink to="/settings" icon={<Settings size={19} />}>
        Settings
      </MenuLink>
      <MenuRule />
    </>
  );
}

function DistanceItems({ profile, onMute }: { profile: Profile; onMute: () => void }) {
  const { handle, viewer } = profile;
  const gate = useGate();
  const { block, unblock, unmute, hideReposts } = useDistance();
  const gated = (act: () => void) => () => {
    if (gate()) act();
  };
  return (
    <>
      <MenuRule />
      {viewer.following && (
        <MenuItem
          icon={<Repeat2 size={19} />}
          onChoose={gated(() => hideReposts(handle, !viewer.hides_reposts))}
        >
          {viewer.hides_reposts ? "Show their reposts" : "Hide their reposts"}
        </MenuItem>
      )}
      {viewer.muting ? (
        <MenuItem icon={<Volume2 size={19} />} onChoose={gated(() => unmute(handle))}>
          <span>
            Unmute @{handle}
            {viewer.muted_until !== null && (
              <span className="block text-13 text-muted">
                Muted until {fullTime(viewer.muted_until)}
              </span>
            )}
          </span>
        </MenuItem>
      ) : (
        <MenuItem icon={<VolumeX size={19} />} onChoose={gated(onMute)}>
          Mute @{handle}
        </MenuItem>
      )}
      <MenuItem
        icon={<Ban size={19} />}
        danger={!viewer.blocking}
        onChoose={gated(() => (viewer.blocking ? unblock(handle) : block(handle)))}
      >
        {viewer.blocking ? `Unblock @${handle}` : `Block @${handle}`}
      </MenuItem>
    </>
  );
}

/** What else: what is one's own, passing a person on, and keeping one's distance. */
export function ProfileMenu({ profile }: { profile: Profile }) {
  const { handle, viewer } = profile;
  const [open, setOpen] = useState<"lists" | "mute" | null>(null);
  const gate = useGate();
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={viewer.is_self ? "More" : `More about @${handle}`}
        className="grid size-11 place-items-center rounded-full border border-wick/60 hover:border-ink hover:bg-sunken"
        button={<Ellipsis size={19} aria-hidden="true" />}
      >
        <MenuItems>
          {viewer.is_self && <OwnItems />}
          {!viewer.is_self && !viewer.blocking && (
            <MenuItem
              icon={<ListPlus size={19} />}
              onChoose={() => {
                if (gate()) setOpen("lists");
              }}
            >
              Add to lists…
            </MenuItem>
          )}
          <MenuItem icon={<Link2 size={19} />} onChoose={() => void copyLink(`/@${handle}`)}>
            Copy link
          </MenuItem>
          {!profile.is_private && !viewer.blocking && (
            <MenuLink to={`/api/v1/users/${handle}.rss`} away icon={<Rss size={19} />}>
              RSS feed
            </MenuLink>
          )}
          {!viewer.is_self && <DistanceItems profile={profile} onMute={() => setOpen("mute")} />}
        </MenuItems>
      </Menu>
      <Suspense fallback={null}>
        {open === "lists" && <AddToListsDialog person={profile} onClose={close} />}
        {open === "mute" && <MuteDialog handle={handle} onClose={close} />}
      </Suspense>
    </>
  );
}
