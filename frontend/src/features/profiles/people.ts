import {
  infiniteQueryOptions,
  queryOptions,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Me, Person, PersonPage, Profile } from "@/api/types";

export type Relation = Person["viewer"];
export type PeopleKind = "followers" | "following" | "requests";

type PersonPages = InfiniteData<PersonPage>;

export const profileKey = (handle: string) => ["profile", handle];
const allPeople = ["people lists"];
/** What waits for one's own answer is read anew with all else that is one's own. */
export const requestsKey = ["me", "follow-requests"];
export const peopleKey = (kind: PeopleKind, handle: string) =>
  kind === "requests" ? requestsKey : [...allPeople, kind, handle];

export const profileQuery = (handle: string) =>
  queryOptions({
    queryKey: profileKey(handle),
    queryFn: ({ signal }): Promise<Profile> =>
      unwrap(api.GET("/api/v1/profiles/{handle}", { params: { path: { handle } }, signal })),
    staleTime: 60_000,
  });

function fetchPeople(
  kind: PeopleKind,
  handle: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<PersonPage> {
  const query = cursor === null ? {} : { cursor };
  if (kind === "requests") {
    return unwrap(api.GET("/api/v1/me/follow-requests", { params: { query }, signal }));
  }
  const init = { params: { path: { handle }, query }, signal };
  return unwrap(
    kind === "followers"
      ? api.GET("/api/v1/profiles/{handle}/followers", init)
      : api.GET("/api/v1/profiles/{handle}/following", init),
  );
}

/** Who follows a person, whom they follow; or who asks to follow oneself. */
export const peopleQuery = (kind: PeopleKind, handle = "") =>
  infiniteQueryOptions({
    queryKey: peopleKey(kind, handle),
    queryFn: ({ pageParam, signal }) => fetchPeople(kind, handle, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: PersonPage) => last.next,
    staleTime: 30_000,
  });

const mapPeople = (data: PersonPages | undefined, change: (people: Person[]) => Person[]) =>
  data && { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) };

/** Changes what one is to a person, on their profile and in every list alike. */
export function changeRelation(
  client: QueryClient,
  handle: string,
  change: (viewer: Relation) => Partial<Relation>,
): void {
  client.setQueryData(
    profileQuery(handle).queryKey,
    (profile) =>
      profile && { ...profile, viewer: { ...profile.viewer, ...change(profile.viewer) } },
  );
  client.setQueriesData<PersonPages>({ queryKey: allPeople }, (data) =>
    mapPeople(data, (people) =>
      people.map((person) =>
        person.handle === handle
          ? { ...person, viewer: { ...person.viewer, ...change(person.viewer) } }
          : person,
      ),
    ),
  );
}

/** Takes a profile that the API has answered with, everywhere it is shown. */
export function rememberProfile(client: QueryClient, profile: Profile): void {
  client.setQueryData(profileQuery(profile.handle).queryKey, profile);
  changeRelation(client, profile.handle, () => {
    const { is_self, following, followed_by, requested, blocking, muting } = profile.viewer;
    return { is_self, following, followed_by, requested, blocking, muting };
  });
}

/** One's own profile as it has just been saved, which may be under another handle. */
export function rememberMyself(client: QueryClient, before: string, me: Me): void {
  const { handle, display_name, bio, links, avatar, avatar_url, banner } = me;
  const known = client.getQueryData(profileQuery(before).queryKey);
  if (handle === null || !known) return;
  const now = { ...known, handle, display_name, bio, links, avatar, avatar_url, banner };
  client.setQueryData(profileQuery(handle).queryKey, now);
}

/** Takes somebody off one list for good. */
export function dropPerson(client: QueryClient, list: readonly string[], handle: string): void {
  client.setQueriesData<PersonPages>({ queryKey: list }, (data) =>
    mapPeople(data, (people) => people.filter((person) => person.handle !== handle)),
  );
}
