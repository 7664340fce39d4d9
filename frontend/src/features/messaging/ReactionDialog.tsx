import { useState } from "react";
import { firstGrapheme } from "@/lib/graphemes";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field } from "@/ui/Field";
import { isEmoji } from "./reactions";

const SOME = Array.from("😀😅🤣😊😍🥰😘🤔🙃😴😭😡🥳🤯🙌👏🙏💪👀✅💯🎉✨🌱☕🍕🐈🐕");

interface ReactionDialogProps {
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

/** Any emoji: one of a few, or one that the person's own keyboard has. */
export function ReactionDialog({ onChoose, onClose }: ReactionDialogProps) {
  const [typed, setTyped] = useState("");
  const emoji = firstGrapheme(typed.trim());
  const wrong = emoji !== "" && !isEmoji(emoji);
  return (
    <Dialog title="React" onClose={onClose}>
      <form
        className="px-5 pt-1 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (isEmoji(emoji)) onChoose(emoji);
        }}
      >
        <div className="-mx-1.5 mb-3 grid grid-cols-7">
          {SOME.map((one) => (
            <button
              key={one}
              type="button"
              className="grid h-11 place-items-center rounded-md text-24 hover:bg-sunken"
              onClick={() => onChoose(one)}
            >
              {one}
            </button>
          ))}
        </div>
        <Field
          label="Any other"
          value={typed}
          autoComplete="off"
          hint="From your keyboard’s emoji."
          error={wrong ? "That is not an emoji." : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" wide className="mt-4" disabled={!isEmoji(emoji)}>
          React{isEmoji(emoji) ? ` with ${emoji}` : ""}
        </Button>
      </form>
    </Dialog>
  );
}
