import { Lock } from "lucide-react";
import { useId } from "react";
import type { ReplyPolicy, Visibility } from "@/api/types";

const sees: [Visibility, string][] = [
  ["public", "Everyone"],
  ["followers", "Followers"],
];
const replies: [ReplyPolicy, string][] = [
  ["everyone", "Everyone"],
  ["followers", "Followers"],
  ["mentioned", "Those mentioned"],
  ["nobody", "Nobody"],
];

export interface Audience {
  visibility: Visibility;
  replyPolicy: ReplyPolicy;
}

const labelled = <T extends string>(list: [T, string][], value: T) =>
  list.find(([one]) => one === value)?.[1] ?? "";

/** A private account shows to its followers what others show to everyone. */
export function audienceInWords({ visibility, replyPolicy }: Audience, isPrivate = false): string {
  const seenBy = isPrivate ? "followers" : visibility;
  if (replyPolicy === "everyone")
    return `${seenBy === "public" ? "Everyone sees" : "Your followers see"} it and may reply`;
  const who = labelled(sees, seenBy);
  return `${who} ${who === "Everyone" ? "sees" : "see"} it, ${labelled(replies, replyPolicy).toLowerCase()} may reply`;
}

interface ChoiceProps<T extends string> {
  legend: string;
  list: [T, string][];
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ legend, list, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 text-muted">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {list.map(([one, label]) => (
          <label
            key={one}
            className="relative flex min-h-11 items-center rounded-full border border-line px-4 font-semibold text-muted has-checked:border-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name={name}
              checked={one === value}
              onChange={() => onChange(one)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function AudienceFields({
  value,
  isPrivate = false,
  onChange,
}: {
  value: Audience;
  /** The person's cruds are for followers alone, whatever is chosen. */
  isPrivate?: boolean;
  onChange: (value: Audience) => void;
}) {
  return (
    <div className="grid gap-4">
      {isPrivate ? (
        <p className="flex items-center gap-2 text-muted">
          <Lock size={16} aria-hidden="true" /> Your account is private: only those whom you let
          follow you see it.
        </p>
      ) : (
        <Choice
          legend="Who sees it"
          list={sees}
          value={value.visibility}
          onChange={(visibility) => onChange({ ...value, visibility })}
        />
      )}
      <Choice
        legend="Who may reply"
        list={replies}
        value={value.replyPolicy}
        onChange={(replyPolicy) => onChange({ ...value, replyPolicy })}
      />
    </div>
  );
}
