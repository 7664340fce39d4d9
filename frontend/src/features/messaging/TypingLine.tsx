import type { Sender } from "@/api/types";
import { useTypists } from "./typing";

function inWords(people: readonly Sender[]): string {
  const [first, second] = people.map((one) => one.display_name);
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing`;
  return people.length === 2 ? `${first} and ${second} are typing` : "Several people are typing";
}

/** Who is typing; it lies over the messages, so that nothing moves. */
export function TypingLine({ id, people }: { id: string; people: readonly Sender[] }) {
  const handles = useTypists(id);
  const typing = people.filter((one) => one.handle !== null && handles.includes(one.handle));
  return (
    <p aria-live="polite" className="pointer-events-none absolute bottom-0 left-3 md:left-4">
      {typing.length > 0 && (
        <span className="appear flex items-center gap-2 rounded-t-md bg-paper/92 px-2 py-0.5 text-13 text-muted">
          <span aria-hidden="true" className="flex gap-0.75">
            {[0, 1, 2].map((dot) => (
              <span
                key={dot}
                className="shimmer size-1.5 rounded-full bg-wick!"
                style={{ animationDelay: `${dot * 200}ms` }}
              />
            ))}
          </span>
          {inWords(typing)}
        </span>
      )}
    </p>
  );
}
