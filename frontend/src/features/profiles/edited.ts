import type { Me, MeChanges } from "@/api/types";

/** What somebody has typed and chosen about themselves, not saved yet. */
export interface Edited {
  handle: string;
  name: string;
  bio: string;
  links: Me["links"];
  /** The id of a new picture, null to take it away; undefined leaves it. */
  avatarId?: string | null | undefined;
  bannerId?: string | null | undefined;
}

export const MOST_LINKS = 4;

export const editedOf = (me: Me): Edited => ({
  handle: me.handle ?? "",
  name: me.display_name,
  bio: me.bio,
  links: me.links,
});

/** An address as one types it gets its scheme; what has one keeps it. */
export function asAddress(typed: string): string {
  const text = typed.trim();
  return text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

/** The links without empty lines. */
const said = (links: Edited["links"]): Edited["links"] =>
  links
    .map(({ label, url }) => ({ label: label.trim(), url: asAddress(url) }))
    .filter(({ label, url }) => label !== "" || url !== "");

const same = (one: Edited["links"], other: Edited["links"]): boolean =>
  JSON.stringify(one.map(({ label, url }) => [label, url])) ===
  JSON.stringify(other.map(({ label, url }) => [label, url]));

/** Only what is different, as the API takes it; nothing at all when nothing is. */
export function changesOf(me: Me, edited: Edited): MeChanges {
  const { handle, avatarId, bannerId } = edited;
  const name = edited.name.trim();
  const bio = edited.bio.trim();
  const links = said(edited.links);
  return {
    ...(handle !== me.handle && { handle }),
    ...(name !== me.display_name && { display_name: name }),
    ...(bio !== me.bio && { bio }),
    ...(!same(links, me.links) && { links }),
    ...(avatarId !== undefined && { avatar_id: avatarId }),
    ...(bannerId !== undefined && { banner_id: bannerId }),
  };
}

export const isEmpty = (changes: MeChanges): boolean => Object.keys(changes).length === 0;
