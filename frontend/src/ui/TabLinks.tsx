import { NavLink } from "react-router";
import { cx } from "@/lib/cx";

interface TabLinksProps {
  label: string;
  tabs: readonly (readonly [to: string, label: string])[];
}

/** Lists beside each other, each with an address of its own. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex border-b border-line">
      {tabs.map(([to, name]) => (
        <NavLink
          key={to}
          to={to}
          end
          replace
          preventScrollReset
          className={({ isActive }) =>
            cx(
              "relative flex min-h-12 flex-1 items-center justify-center px-3 font-semibold -outline-offset-4 transition-colors duration-150 hover:bg-raised",
              isActive
                ? "text-ink after:absolute after:bottom-0 after:h-0.75 after:w-12 after:rounded-full after:bg-ink"
                : "text-muted",
            )
          }
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
