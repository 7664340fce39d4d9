import { ChevronRight } from "lucide-react";
import { Link } from "react-router";
import type { Me } from "@/api/types";
import { Setting, SwitchSetting } from "@/ui/Setting";
import { wordsOf } from "./catalogue";
import { MyGroupPage } from "./GroupPage";
import { useSetting } from "./saving";

/** What the switch does when it is pressed next. */
function whatNext(isPrivate: boolean, waiting: number): string {
  if (!isPrivate)
    return "Turned on, it also hides the cruds you have posted so far. Who follows you now stays, and you can remove them; others have to ask.";
  if (waiting === 0) return "Turned off, everyone sees your public cruds again.";
  const ask =
    waiting === 1
      ? "the one person who asks follows you"
      : `the ${waiting} people who ask follow you`;
  return `Turned off, everyone sees your public cruds again, and ${ask}.`;
}

function Privacy({ me }: { me: Me }) {
  const isPrivate = useSetting(me, "is_private");
  const indexable = useSetting(me, "indexable");
  const receipts = useSetting(me, "read_receipts");
  const { about, ...hidden } = wordsOf("private");
  const waiting = me.follow_requests;
  return (
    <>
      <SwitchSetting
        {...hidden}
        about={`${about} ${whatNext(isPrivate.value, waiting)}`}
        saving={isPrivate.saving}
        on={isPrivate.value}
        onChange={isPrivate.set}
      />
      <Setting {...wordsOf("requests")}>
        <Link
          to="/requests"
          className="-mx-3 flex min-h-11 items-center gap-2 rounded-md px-3 font-semibold hover:bg-sunken"
        >
          <span className="flex-1">
            {waiting === 0 ? "Nobody waits" : waiting === 1 ? "1 waits" : `${waiting} wait`}
          </span>
          <ChevronRight size={18} aria-hidden="true" className="text-wick" />
        </Link>
      </Setting>
      <SwitchSetting
        {...wordsOf("indexable")}
        saving={indexable.saving}
        on={indexable.value}
        onChange={indexable.set}
      />
      <SwitchSetting
        {...wordsOf("receipts")}
        saving={receipts.saving}
        on={receipts.value}
        onChange={receipts.set}
      />
    </>
  );
}

export function PrivacyPage() {
  return <MyGroupPage group="privacy">{(me) => <Privacy me={me} />}</MyGroupPage>;
}
