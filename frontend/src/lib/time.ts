import { useEffect, useState } from "react";
import { now } from "./clock";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "4m", "3h", "2d", and a date from a week on. */
export function shortAge(iso: string, at = now()): string {
  const then = Date.parse(iso);
  const age = at - then;
  if (age < MINUTE) return "now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
  if (age < DAY) return `${Math.floor(age / HOUR)}h`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)}d`;
  const sameYear = new Date(then).getFullYear() === new Date(at).getFullYear();
  return new Date(then).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** "3d", "5h", "12m", "40s": what is left, rounded so that it never promises too much. */
export function shortLeft(iso: string, at = now()): string {
  const left = Math.max(0, Date.parse(iso) - at);
  if (left < MINUTE) return `${Math.ceil(left / SECOND)}s`;
  if (left < HOUR) return `${Math.floor(left / MINUTE)}m`;
  if (left < DAY) return `${Math.floor(left / HOUR)}h`;
  return `${Math.floor(left / DAY)}d`;
}

export function fullTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "full", timeStyle: "short" });
}

/** "20 Nov 2026, 17:20", as the person writes it. */
export function dayAndTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** "Today", "Yesterday", or the day itself. */
export function dayName(iso: string, at = now()): string {
  const day = new Date(iso);
  const today = new Date(at);
  const startOf = (date: Date) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((startOf(today) - startOf(day)) / DAY);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = day.getFullYear() === today.getFullYear();
  return day.toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

const spans: [number, string][] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** Seconds in words: "3 hours". */
export function spanInWords(seconds: number): string {
  const [size, unit] = spans.find(([s]) => seconds >= s) ?? [1, "second"];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Seconds, short: "3h". */
export function spanShort(seconds: number): string {
  const [size, unit] = spans.find(([s]) => seconds >= s) ?? [1, "second"];
  return `${Math.round(seconds / size)}${unit[0] ?? ""}`;
}

/** As a datetime-local input writes it, in the person's own zone. */
export function toLocalInput(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

export const fromLocalInput = (text: string): string => new Date(text).toISOString();

export function tomorrowMorning(at = now()): string {
  const day = new Date(at);
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
}

/** Re-renders every `every` ms while the page is visible; answers the time. */
export function useNow(every: number): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState === "visible") setTime(now());
    };
    const timer = setInterval(tick, every);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [every]);
  return time;
}
