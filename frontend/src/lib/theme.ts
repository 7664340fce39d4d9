import { createStore } from "./store";

export type Theme = "system" | "light" | "dark";

const KEY = "cruddur.theme";

function kept(): Theme {
  const value = document.documentElement.dataset.theme;
  return value === "light" || value === "dark" ? value : "system";
}

export const theme = createStore<Theme>(kept());

/** public/theme.js reads the same key before the first paint. */
export function setTheme(next: Theme): void {
  const root = document.documentElement;
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // It holds for this page at least.
  }
  theme.set(next);
}
