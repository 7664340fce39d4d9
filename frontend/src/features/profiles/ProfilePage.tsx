import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Lock, Settings } from "lucide-react";
import { useEffect } from "react";
import { Link, useLocation, useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import type { Profile } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { isExpired, useIsGone } from "@/features/posts/cache";
import { PostCard } from "@/features/posts/PostCard";
import { PostList, PostSkeletons } from "@/features/posts/PostList";
import { postQuery, type Tab } from "@/features/posts/queries";
import { useCurrentHandle } from "@/features/posts/useCurrentHandle";
import { Button, ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { TabLinks } from "@/ui/TabLinks";
import { useDistance } from "./distance";
import { MediaWall } from "./MediaWall";
import { profileQuery } from "./people";
import { ProfileHead } from "./ProfileHead";
import { tabLinks, tabOf } from "./tabs";

function HeadSkeleton() {
  return (
    <div aria-hidden="true" className="border-b border-line pb-4">
      <div className="shimmer aspect-3/1" />
      <div className="px-4">
        <div className="shimmer relative -mt-12 size-24 rounded-full border-4 border-paper" />
        <div className="shimmer mt-3 h-6 w-48 rounded-md" />
        <div className="shimmer mt-3 h-4 w-32 rounded-md" />
        <div className="shimmer mt-6 h-4 w-64 rounded-md" />
      </div>
    </div>
  );
}

/** The crud that the person has put first. */
function Pinned({ id }: { id: string }) {
  const { data } = useQuery(postQuery(id));
  const gone = useIsGone(id);
  if (!data || gone || isExpired(data)) return null;
  return (
    <ul aria-label="Pinned crud">
      <PostCard post={data} pinned />
    </ul>
  );
}

function Blocked({ handle }: { handle: string }) {
  const { unblock } = useDistance();
  return (
    <EmptyState
      title={`You have blocked @${handle}`}
      action={
        <Button look="outline" onClick={() => unblock(handle)}>
          Unblock
        </Button>
      }
    >
      Neither of you sees the other’s cruds.
    </EmptyState>
  );
}

export function OnlyFollowers({ handle }: { handle: string }) {
  return (
    <EmptyState title="This account is private" icon={<Lock size={40} strokeWidth={1.5} />}>
      Only people @{handle} lets follow them see their cruds.
    </EmptyState>
  );
}

const own: Record<Tab, string> = {
  cruds: "What you post shows here for as long as its fuse lasts.",
  replies: "What you post and what you answer shows here for as long as its fuse lasts.",
  media: "What you post with pictures shows here for as long as its fuse lasts.",
};
const theirs: Record<Tab, string> = {
  cruds: "has no cruds right now. Some may have burned out.",
  replies: "has no cruds and no replies right now. Some may have burned out.",
  media: "has no pictures right now. Some may have burned out.",
};

function Nothing({ profile, tab }: { profile: Profile; tab: Tab }) {
  return (
    <EmptyState title={tab === "media" ? "No pictures" : "Nothing burning"}>
      {profile.viewer.is_self ? own[tab] : `${profile.display_name} ${theirs[tab]}`}
    </EmptyState>
  );
}

function Cruds({ profile, tab }: { profile: Profile; tab: Tab }) {
  const { handle, pinned_post_id: pinned } = profile;
  const empty = <Nothing profile={profile} tab={tab} />;
  return (
    <>
      <TabLinks label={`Cruds of @${handle}`} tabs={tabLinks(handle)} />
      {tab === "media" ? (
        <MediaWall handle={handle} empty={empty} />
      ) : (
        <>
          {tab === "cruds" && pinned && <Pinned id={pinned} />}
          <PostList
            key={tab}
            feed={{ handle, tab }}
            label={`Cruds by ${profile.display_name}`}
            empty={empty}
          />
        </>
      )}
    </>
  );
}

/** What there is to see of a person below their head. */
function Below({ profile, tab }: { profile: Profile; tab: Tab }) {
  const { handle, viewer } = profile;
  if (!viewer.blocking && viewer.may_see_posts) return <Cruds profile={profile} tab={tab} />;
  return (
    <div className="border-t border-line">
      {viewer.blocking ? <Blocked handle={handle} /> : <OnlyFollowers handle={handle} />}
    </div>
  );
}

export function Nobody({ handle }: { handle: string }) {
  return (
    <>
      <PageTitle>{`@${handle}`}</PageTitle>
      <PageHead title={`@${handle}`} back />
      <EmptyState
        title="Nobody by that handle"
        action={
          <ButtonLink to="/explore" look="outline">
            Explore
          </ButtonLink>
        }
      >
        There is no @{handle} here. They may have left, or the handle was given up long ago.
      </EmptyState>
    </>
  );
}

const counted = (count: number) => `${count.toLocaleString()} ${count === 1 ? "crud" : "cruds"}`;

/** The profile asked for; under the handle of now it is known too, so that the page stays still. */
export function useProfile(handle: string) {
  const client = useQueryClient();
  const query = useQuery(profileQuery(handle));
  const profile = query.data;
  useEffect(() => {
    if (!profile || profile.handle === handle) return;
    client.setQueryData(profileQuery(profile.handle).queryKey, profile);
  }, [client, profile, handle]);
  useCurrentHandle(profile?.handle);
  return query;
}

export function ProfilePage({ handle, tab }: { handle: string; tab: Tab }) {
  const query = useProfile(handle);
  const profile = query.data;
  if (!profile && isNotFound(query.error)) return <Nobody handle={handle} />;
  return (
    <>
      <PageTitle>{profile ? `${profile.display_name} (@${handle})` : `@${handle}`}</PageTitle>
      <PageHead
        title={profile?.display_name ?? `@${handle}`}
        sub={profile?.counts && counted(profile.counts.posts)}
        back
        action={
          profile?.viewer.is_self && (
            <Link
              to="/settings"
              aria-label="Settings"
              title="Settings"
              className="grid size-11 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink md:hidden"
            >
              <Settings size={21} aria-hidden="true" />
            </Link>
          )
        }
      />
      {profile ? (
        <>
          <ProfileHead profile={profile} />
          <Below profile={profile} tab={tab} />
        </>
      ) : query.isError ? (
        <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <HeadSkeleton />
          <PostSkeletons count={3} />
        </>
      )}
    </>
  );
}

/** `/@ada`, `/@ada/replies` and `/@ada/media`, which are one page. */
export function ProfileRoute() {
  const { name = "" } = useParams();
  const { pathname } = useLocation();
  const handle = name.slice(1).toLowerCase();
  return <ProfilePage key={handle} handle={handle} tab={tabOf(pathname)} />;
}
