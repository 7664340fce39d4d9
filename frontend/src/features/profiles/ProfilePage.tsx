import { useQuery } from "@tanstack/react-query";
import { Bookmark, Mail, Settings } from "lucide-react";
import { useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import type { Profile } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { isExpired, useIsGone } from "@/features/posts/cache";
import { PostCard } from "@/features/posts/PostCard";
import { PostList, PostSkeletons } from "@/features/posts/PostList";
import { postQuery } from "@/features/posts/queries";
import { RichText } from "@/features/posts/RichText";
import { Avatar } from "@/ui/Avatar";
import { Button, ButtonLink } from "@/ui/Button";
import { Count } from "@/ui/Count";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { FollowButton } from "./FollowButton";
import { ProfileMenu } from "./ProfileMenu";
import { profileQuery, useDistance } from "./queries";

function Counted({ value, one, many }: { value: number; one: string; many: string }) {
  return (
    <span className="text-muted">
      <b className="text-ink">
        <Count value={value} />
      </b>{" "}
      {value === 1 ? one : many}
    </span>
  );
}

function ProfileHead({ profile }: { profile: Profile }) {
  const { viewer, counts } = profile;
  const joined = new Date(profile.created_at).toLocaleDateString(undefined, {
    month: "long",
    year: "numeric",
  });
  return (
    <section className="border-b border-line px-4 pt-6 pb-5">
      <div className="flex items-start justify-between gap-3">
        <Avatar person={profile} size={88} />
        <div className="flex flex-wrap justify-end gap-2">
          {viewer.is_self ? (
            <>
              <ButtonLink to="/bookmarks" look="outline" className="md:hidden">
                <Bookmark size={18} aria-hidden="true" /> Bookmarks
              </ButtonLink>
              <ButtonLink to="/settings" look="outline">
                <Settings size={18} aria-hidden="true" /> Edit profile
              </ButtonLink>
            </>
          ) : (
            <>
              <ButtonLink to={`/messages/with/${profile.handle}`} look="outline">
                <Mail size={18} aria-hidden="true" /> Message
              </ButtonLink>
              <FollowButton profile={profile} />
              <ProfileMenu profile={profile} />
            </>
          )}
        </div>
      </div>
      <h2 className="mt-4 text-24 font-extrabold [overflow-wrap:anywhere]">
        {profile.display_name}
      </h2>
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        @{profile.handle}
        {viewer.followed_by && (
          <span className="rounded-full bg-sunken px-2 py-0.5 text-13">Follows you</span>
        )}
      </p>
      {profile.bio && (
        <p
          dir="auto"
          className="mt-3 max-w-[60ch] text-17 whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          <RichText text={profile.bio} />
        </p>
      )}
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
        <Counted value={counts.following} one="following" many="following" />
        <Counted value={counts.followers} one="follower" many="followers" />
        <span className="text-muted">Since {joined}</span>
      </p>
    </section>
  );
}

function HeadSkeleton() {
  return (
    <div aria-hidden="true" className="border-b border-line px-4 pt-6 pb-5">
      <div className="shimmer size-22 rounded-full" />
      <div className="shimmer mt-5 h-6 w-48 rounded-md" />
      <div className="shimmer mt-3 h-4 w-32 rounded-md" />
      <div className="shimmer mt-6 h-4 w-64 rounded-md" />
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

function Distant({ profile }: { profile: Profile }) {
  const change = useDistance(profile.handle);
  return (
    <EmptyState
      title={`You have blocked @${profile.handle}`}
      action={
        <Button look="outline" onClick={() => change("block", false)}>
          Unblock
        </Button>
      }
    >
      Neither of you sees the other’s cruds.
    </EmptyState>
  );
}

function NoCruds({ profile }: { profile: Profile }) {
  return profile.viewer.is_self ? (
    <EmptyState title="Nothing burning">
      What you post shows here for as long as its fuse lasts.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing burning">
      {profile.display_name} has no cruds right now. Some may have burned out.
    </EmptyState>
  );
}

export function ProfilePage({ handle }: { handle: string }) {
  const query = useQuery(profileQuery(handle));
  const profile = query.data;
  if (!profile && isNotFound(query.error)) {
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
          There is no @{handle} here. Handles can change, so it may have been renamed.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageTitle>{profile ? `${profile.display_name} (@${handle})` : `@${handle}`}</PageTitle>
      <PageHead
        title={profile?.display_name ?? `@${handle}`}
        sub={
          profile &&
          `${profile.counts.posts.toLocaleString()} ${profile.counts.posts === 1 ? "crud" : "cruds"}`
        }
        back
      />
      {profile ? (
        <>
          <ProfileHead profile={profile} />
          {profile.viewer.blocking ? (
            <Distant profile={profile} />
          ) : (
            <>
              {profile.pinned_post_id && <Pinned id={profile.pinned_post_id} />}
              <PostList
                feed={{ handle }}
                label={`Cruds by ${profile.display_name}`}
                empty={<NoCruds profile={profile} />}
              />
            </>
          )}
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

export function ProfileRoute() {
  const { name = "" } = useParams();
  const handle = name.slice(1).toLowerCase();
  return <ProfilePage key={handle} handle={handle} />;
}
