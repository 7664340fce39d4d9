import { UserRoundX, UsersRound } from "lucide-react";
import { useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import type { Profile } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { IconButton } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { TabLinks } from "@/ui/TabLinks";
import { FollowButton } from "./FollowButton";
import { useRemoved, useRemoveFollower } from "./followers";
import { PeopleList } from "./PeopleList";
import { PersonRow } from "./PersonRow";
import { Nobody, OnlyFollowers, useProfile } from "./ProfilePage";

type Kind = "followers" | "following";

const titles: Record<Kind, string> = { followers: "Followers", following: "Following" };

function NoPeople({ profile, kind }: { profile: Profile; kind: Kind }) {
  const { is_self } = profile.viewer;
  const name = profile.display_name;
  return (
    <EmptyState
      title={kind === "followers" ? "No followers yet" : "Follows nobody yet"}
      icon={<UsersRound size={40} strokeWidth={1.5} />}
    >
      {kind === "followers"
        ? is_self
          ? "Those who follow you show here, last first."
          : `Those who follow ${name} show here.`
        : is_self
          ? "Whom you follow shows here, and what they post in your home feed."
          : `Whom ${name} follows shows here.`}
    </EmptyState>
  );
}

function Lists({ profile, kind }: { profile: Profile; kind: Kind }) {
  const { handle, viewer } = profile;
  const remove = useRemoveFollower(handle);
  const removed = useRemoved();
  const mine = viewer.is_self && kind === "followers";
  return (
    <>
      <TabLinks
        label={`People of @${handle}`}
        tabs={[
          [`/@${handle}/followers`, titles.followers],
          [`/@${handle}/following`, titles.following],
        ]}
      />
      <PeopleList
        key={kind}
        kind={kind}
        handle={handle}
        label={titles[kind]}
        empty={<NoPeople profile={profile} kind={kind} />}
        {...(mine && { away: removed })}
      >
        {(person) => (
          <PersonRow key={person.handle} person={person} follower={mine}>
            <FollowButton person={person} named />
            {mine && (
              <IconButton
                label={`Remove @${person.handle} from your followers`}
                className="-mr-2"
                onClick={() => remove(person.handle)}
              >
                <UserRoundX size={19} />
              </IconButton>
            )}
          </PersonRow>
        )}
      </PeopleList>
    </>
  );
}

function PeoplePage({ handle, kind }: { handle: string; kind: Kind }) {
  const query = useProfile(handle);
  const profile = query.data;
  if (!profile && isNotFound(query.error)) return <Nobody handle={handle} />;
  return (
    <>
      <PageTitle>{`${titles[kind]} of @${handle}`}</PageTitle>
      <PageHead title={profile?.display_name ?? `@${handle}`} sub={`@${handle}`} back />
      {profile ? (
        profile.viewer.may_see_posts ? (
          <Lists profile={profile} kind={kind} />
        ) : (
          <OnlyFollowers handle={handle} />
        )
      ) : query.isError ? (
        <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  );
}

function useHandle(): string {
  const { name = "" } = useParams();
  return name.slice(1).toLowerCase();
}

export function FollowersRoute() {
  const handle = useHandle();
  return <PeoplePage key={handle} handle={handle} kind="followers" />;
}

export function FollowingRoute() {
  const handle = useHandle();
  return <PeoplePage key={handle} handle={handle} kind="following" />;
}
