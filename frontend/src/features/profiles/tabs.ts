import type { Tab } from "@/features/posts/queries";

/** The tabs of a profile, by the last part of their address. */
export const tabs: readonly (readonly [tab: Tab, path: string, label: string])[] = [
  ["cruds", "", "Cruds"],
  ["replies", "/replies", "With replies"],
  ["media", "/media", "Media"],
];

/** Which tab an address is of; `/@ada` is that of the cruds. */
export function tabOf(pathname: string): Tab {
  const [, , last] = pathname.split("/");
  return tabs.find(([, path]) => path === `/${last ?? ""}`)?.[0] ?? "cruds";
}

export const tabLinks = (handle: string) =>
  tabs.map(([, path, label]) => [`/@${handle}${path}`, label] as const);
