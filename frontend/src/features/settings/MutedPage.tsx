import { Ban, ChevronRight, MessageCircleOff, VolumeX, type LucideIcon } from "lucide-react";
import { Link } from "react-router";
import { pathOf, settings } from "./catalogue";
import { GroupPage } from "./GroupPage";

const lists = [
  ["words", MessageCircleOff],
  ["people", VolumeX],
  ["blocked", Ban],
] as const satisfies readonly (readonly [keyof typeof settings, LucideIcon])[];

export function MutedPage() {
  return (
    <GroupPage group="muted">
      <ul className="px-1.5 py-2">
        {lists.map(([name, Icon]) => (
          <li key={name}>
            <Link
              to={pathOf(name)}
              className="flex min-h-15 items-center gap-3.5 rounded-md px-3 py-2 -outline-offset-2 hover:bg-sunken"
            >
              <Icon size={21} strokeWidth={1.8} aria-hidden="true" className="text-muted" />
              <span className="min-w-0 flex-1 leading-tight">
                <span className="block font-semibold">{settings[name].label}</span>
                <span className="block text-13 text-muted">{settings[name].about}</span>
              </span>
              <ChevronRight size={18} aria-hidden="true" className="text-wick" />
            </Link>
          </li>
        ))}
      </ul>
    </GroupPage>
  );
}
