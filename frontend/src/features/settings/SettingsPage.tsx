import { ChevronRight, LogOut, Settings } from "lucide-react";
import { useState } from "react";
import { NavLink, Outlet, useMatch, useNavigate } from "react-router";
import { leave } from "@/api/session";
import { cx } from "@/lib/cx";
import { PageTitle } from "@/lib/title";
import { Button } from "@/ui/Button";
import { SearchField } from "@/ui/SearchField";
import { EmptyState } from "@/ui/States";
import { groups, type Group } from "./catalogue";
import { SearchHits } from "./SearchHits";

function GroupLink({ group }: { group: Group }) {
  const { path, label, about, icon: Icon } = group;
  return (
    <li>
      <NavLink
        to={path}
        className={({ isActive }) =>
          cx(
            "flex min-h-15 items-center gap-3.5 rounded-md px-3 py-2 -outline-offset-2 hover:bg-sunken",
            isActive && "md:bg-sunken",
          )
        }
      >
        <Icon size={21} strokeWidth={1.8} aria-hidden="true" className="shrink-0 text-muted" />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="block font-semibold">{label}</span>
          <span className="block text-13 text-muted">{about}</span>
        </span>
        <ChevronRight size={18} aria-hidden="true" className="shrink-0 text-wick md:hidden" />
      </NavLink>
    </li>
  );
}

function SignOut() {
  const navigate = useNavigate();
  const signOut = () => {
    void Promise.resolve(navigate("/")).then(leave);
  };
  return (
    <div className="border-t border-line px-4 pt-5 pb-8">
      <Button look="outline" onClick={signOut}>
        <LogOut size={18} aria-hidden="true" /> Sign out
      </Button>
      <p className="mt-3 text-13 text-muted">
        Drafts on this device are removed when you sign out.
      </p>
    </div>
  );
}

/** Two panes from 768 px: all groups, and one of them. On a phone, one or the other. */
export function SettingsPage() {
  const [query, setQuery] = useState("");
  const inside = useMatch("/settings") === null;
  return (
    <div className="md:flex">
      <section
        aria-label="Settings"
        className={cx(
          "md:sticky md:top-0 md:block md:h-dvh md:w-72 md:shrink-0 md:overflow-y-auto md:border-r md:border-line xl:w-80",
          inside && "hidden",
        )}
      >
        <header className="sticky top-0 z-20 bg-paper/92 px-4 pt-4 pb-3 backdrop-blur-md">
          <h1 className="mb-3 text-20 font-bold">Settings</h1>
          <SearchField label="Search settings" value={query} onChange={setQuery} />
        </header>
        {query.trim() ? (
          <SearchHits query={query} />
        ) : (
          <>
            <nav aria-label="Groups of settings" className="px-1.5 pb-4">
              <ul>
                {Object.values(groups).map((group) => (
                  <GroupLink key={group.path} group={group} />
                ))}
              </ul>
            </nav>
            <SignOut />
          </>
        )}
      </section>
      <div className={cx("min-w-0 flex-1 md:block", !inside && "hidden")}>
        {!inside && <PageTitle>Settings</PageTitle>}
        <Outlet />
      </div>
    </div>
  );
}

/** Beside the list, while none of it is open. */
export function NothingChosen() {
  return (
    <div className="pt-[18vh]">
      <EmptyState
        title="Pick something on the left"
        icon={<Settings size={40} strokeWidth={1.4} />}
      >
        Or search for it. What you switch here is saved at once.
      </EmptyState>
    </div>
  );
}
