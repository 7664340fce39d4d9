import type { Me, ReplyPolicy, Visibility } from "@/api/types";
import { ExpiryPicker } from "@/features/posts/ExpiryPicker";
import { Choice } from "@/ui/Choice";
import { Setting } from "@/ui/Setting";
import { wordsOf } from "./catalogue";
import { MyGroupPage } from "./GroupPage";
import { useSetting } from "./saving";

const sees: [Visibility, string][] = [
  ["public", "Everyone"],
  ["followers", "Followers"],
];
const mayReply: [ReplyPolicy, string][] = [
  ["everyone", "Everyone"],
  ["followers", "Followers"],
  ["mentioned", "Those mentioned"],
  ["nobody", "Nobody"],
];

function Posting({ me }: { me: Me }) {
  const expiry = useSetting(me, "default_expires_in");
  const visibility = useSetting(me, "default_visibility");
  const replies = useSetting(me, "default_reply_policy");
  return (
    <>
      <Setting {...wordsOf("expiry")} saving={expiry.saving}>
        <div className="max-w-120">
          <ExpiryPicker value={expiry.value} onChange={expiry.set} />
        </div>
      </Setting>
      <Setting {...wordsOf("visibility")} saving={visibility.saving}>
        <Choice
          legend="Who sees new cruds"
          list={sees}
          value={visibility.value}
          onChange={visibility.set}
        />
      </Setting>
      <Setting {...wordsOf("replies")} saving={replies.saving}>
        <Choice
          legend="Who may reply to new cruds"
          list={mayReply}
          value={replies.value}
          onChange={replies.set}
        />
      </Setting>
    </>
  );
}

export function PostingPage() {
  return <MyGroupPage group="posting">{(me) => <Posting me={me} />}</MyGroupPage>;
}
