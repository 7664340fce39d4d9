import { cx } from "@/lib/cx";
import { firstGrapheme } from "@/lib/graphemes";

interface AvatarProps {
  person: { handle: string | null; display_name: string; avatar_url: string | null };
  size?: 24 | 32 | 40 | 44 | 56 | 88;
}

const sizes = {
  24: "size-6 text-[0.65rem]",
  32: "size-8 text-13",
  40: "size-10 text-15",
  44: "size-11 text-17",
  56: "size-14 text-20",
  88: "size-22 text-32",
} as const;

/** A hue that stays with the handle, kept away from the ember's own. */
export function hueOf(handle: string): number {
  let hash = 7;
  for (const char of handle) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return 100 + (hash % 230);
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstGrapheme(words[0] ?? "");
  const last = words.length > 1 ? firstGrapheme(words.at(-1) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** Decorative: the name always stands beside it. */
export function Avatar({ person, size = 44 }: AvatarProps) {
  const look = cx("shrink-0 rounded-full", sizes[size]);
  if (person.avatar_url) {
    return (
      <img
        src={person.avatar_url}
        alt=""
        width={size}
        height={size}
        loading="lazy"
        className={cx(look, "bg-sunken object-cover")}
      />
    );
  }
  const hue = hueOf(person.handle ?? person.display_name);
  return (
    <span
      aria-hidden="true"
      className={cx(look, "grid place-items-center font-semibold tracking-tight select-none")}
      style={{
        background: `light-dark(oklch(0.88 0.06 ${hue}), oklch(0.38 0.07 ${hue}))`,
        color: `light-dark(oklch(0.36 0.09 ${hue}), oklch(0.92 0.045 ${hue}))`,
      }}
    >
      {initials(person.display_name) || "?"}
    </span>
  );
}
