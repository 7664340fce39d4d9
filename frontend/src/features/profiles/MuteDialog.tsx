import { useState } from "react";
import { now } from "@/lib/clock";
import { fullTime } from "@/lib/time";
import { Button } from "@/ui/Button";
import { Choice } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { useDistance } from "./distance";
import { durations, untilOf, type Duration } from "./durations";

/** For how long somebody is kept out of one's feeds. */
export function MuteDialog({ handle, onClose }: { handle: string; onClose: () => void }) {
  const [duration, setDuration] = useState<Duration>(null);
  const { mute } = useDistance();
  const until = untilOf(duration, now());
  return (
    <Dialog title={`Mute @${handle}`} onClose={onClose}>
      <form
        className="grid gap-4 px-5 pt-1 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          mute(handle, untilOf(duration, now()));
          onClose();
        }}
      >
        <p className="text-muted">
          Their cruds, replies and quotes stay out of your feeds. They are not told, and nothing
          else changes.
        </p>
        <Choice
          legend="For how long"
          shown
          list={durations}
          value={duration}
          onChange={setDuration}
        />
        <p role="status" className="text-muted">
          {until === null ? "Until you unmute them." : `Until ${fullTime(until)}.`}
        </p>
        <Button type="submit" className="justify-self-end">
          Mute
        </Button>
      </form>
    </Dialog>
  );
}
