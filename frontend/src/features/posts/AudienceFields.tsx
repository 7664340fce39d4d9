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

export function audienceInWords({ visibility, replyPolicy }: Audience): string {
  if (visibility === "public" && replyPolicy === "everyone")
    return "Everyone sees it and may reply";
  const who = labelled(sees, visibility);
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
  onChange,
}: {
  value: Audience;
  onChange: (value: Audience) => void;
}) {
  return (
    <div className="grid gap-4">
      <Choice
        legend="Who sees it"
        list={sees}
        value={value.visibility}
        onChange={(visibility) => onChange({ ...value, visibility })}
      />
      <Choice
        legend="Who may reply"
        list={replies}
        value={value.replyPolicy}
        onChange={(replyPolicy) => onChange({ ...value, replyPolicy })}
      />
    </div>
  );
}
