import { Monitor, Moon, Sun } from "lucide-react";
import { useStore } from "@/lib/store";
import { setTheme, theme, type Theme } from "@/lib/theme";

const choices: [Theme, string, typeof Sun][] = [
  ["system", "System", Monitor],
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
];

export function ThemePicker() {
  const chosen = useStore(theme);
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex max-w-105 rounded-full bg-sunken p-1">
        {choices.map(([value, label, Icon]) => (
          <label
            key={value}
            className="relative flex min-h-11 flex-1 items-center justify-center gap-2 rounded-full px-3 font-semibold text-muted has-checked:bg-raised has-checked:text-ink has-checked:shadow-low has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name="theme"
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
              checked={chosen === value}
              onChange={() => setTheme(value)}
            />
            <Icon size={18} aria-hidden="true" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
