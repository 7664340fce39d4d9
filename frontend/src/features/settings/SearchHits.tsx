import { SearchX } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "@/ui/States";
import { groups, pathOf, settings, type SettingName } from "./catalogue";
import { find, marked } from "./search";

function Marked({ text, query }: { text: string; query: string }) {
  return marked(text, query).map(({ text: piece, hit }, index) =>
    hit ? (
      <mark key={index} className="rounded-[3px] bg-ember-soft text-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}

function Hit({ name, query }: { name: SettingName; query: string }) {
  const { label, about } = settings[name];
  return (
    <li>
      <Link
        to={pathOf(name)}
        className="block min-h-11 rounded-md px-3 py-2 leading-tight -outline-offset-2 hover:bg-sunken"
      >
        <span className="block font-semibold">
          <Marked text={label} query={query} />
        </span>
        <span className="mt-0.5 block text-13 text-muted">
          <Marked text={about} query={query} />
        </span>
      </Link>
    </li>
  );
}

/** What a search has found, each leading to its row on its page. */
export function SearchHits({ query }: { query: string }) {
  const found = find(query);
  const count = found.reduce((sum, { hits }) => sum + hits.length, 0);
  return (
    <div className="px-1.5 pb-6">
      <p role="status" className="sr-only">
        {count === 0 ? "Nothing called that" : `${count} found`}
      </p>
      {count === 0 && (
        <EmptyState title="Nothing called that" icon={<SearchX size={36} strokeWidth={1.5} />}>
          Try another word, or clear the search to see all groups.
        </EmptyState>
      )}
      {found.map(({ group, hits }) => (
        <section key={group} aria-label={groups[group].label}>
          <p aria-hidden="true" className="px-3 pt-3 pb-1 text-13 text-muted">
            {groups[group].label}
          </p>
          <ul>
            {hits.map((name) => (
              <Hit key={name} name={name} query={query} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
