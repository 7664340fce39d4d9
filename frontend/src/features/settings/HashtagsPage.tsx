import { useQuery } from "@tanstack/react-query";
import { Hash } from "lucide-react";
import { Link } from "react-router";
import { Button, ButtonLink } from "@/ui/Button";
import { focusNext } from "@/ui/focusNext";
import { EmptyState } from "@/ui/States";
import { settings } from "./catalogue";
import { GroupPage } from "./GroupPage";
import { AskedList } from "./List";
import { followTag, tagsQuery, unfollowTag, useRemoval } from "./queries";

const none = (
  <EmptyState
    title="You follow no hashtags"
    icon={<Hash size={40} strokeWidth={1.4} />}
    action={
      <ButtonLink to="/explore" look="outline">
        Explore
      </ButtonLink>
    }
  >
    Follow one on its page, and public cruds that name it come into your home feed.
  </EmptyState>
);

export function HashtagsPage() {
  const query = useQuery(tagsQuery);
  const { isHidden, remove } = useRemoval(tagsQuery.queryKey);
  const tags = (query.data ?? []).filter(({ name }) => !isHidden(name));
  const unfollow = (name: string) =>
    void remove({
      id: name,
      send: () => unfollowTag(name),
      back: () => followTag(name),
      done: `You no longer follow #${name}`,
      refused: "Still followed.",
    });
  return (
    <GroupPage group="hashtags">
      <AskedList query={query} count={tags.length} empty={none}>
        <p className="px-4 pt-4 text-muted">{settings.hashtags.about}</p>
        <ul aria-label={settings.hashtags.label} className="pt-2">
          {tags.map(({ name }) => (
            <li key={name} className="flex items-center gap-3 border-b border-line px-4 py-2">
              <Link
                to={`/tags/${name}`}
                className="flex min-h-11 min-w-0 flex-1 items-center rounded-md text-17 font-semibold"
              >
                <span className="truncate">#{name}</span>
              </Link>
              <Button
                look="outline"
                aria-label={`Unfollow #${name}`}
                onClick={({ currentTarget }) => {
                  focusNext(currentTarget);
                  unfollow(name);
                }}
              >
                Unfollow
              </Button>
            </li>
          ))}
        </ul>
      </AskedList>
    </GroupPage>
  );
}
