import { Ban, Ellipsis, Volume2, VolumeX } from "lucide-react";
import { useGate } from "@/api/gate";
import type { Profile } from "@/api/types";
import { Menu, MenuItem, MenuItems } from "@/ui/Menu";
import { useDistance } from "./queries";

/** Keeping one's distance: muting, and blocking. */
export function ProfileMenu({ profile }: { profile: Profile }) {
  const { handle, viewer } = profile;
  const gate = useGate();
  const change = useDistance(handle);
  return (
    <Menu
      label={`More about @${handle}`}
      className="grid size-11 place-items-center rounded-full border border-wick/60 hover:border-ink hover:bg-sunken"
      button={<Ellipsis size={19} aria-hidden="true" />}
    >
      <MenuItems>
        <MenuItem
          icon={viewer.muting ? <Volume2 size={19} /> : <VolumeX size={19} />}
          onChoose={() => {
            if (gate()) change("mute", !viewer.muting);
          }}
        >
          {viewer.muting ? `Unmute @${handle}` : `Mute @${handle}`}
        </MenuItem>
        <MenuItem
          icon={<Ban size={19} />}
          danger={!viewer.blocking}
          onChoose={() => {
            if (gate()) change("block", !viewer.blocking);
          }}
        >
          {viewer.blocking ? `Unblock @${handle}` : `Block @${handle}`}
        </MenuItem>
      </MenuItems>
    </Menu>
  );
}
