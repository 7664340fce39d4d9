import { useState, type CSSProperties } from "react";
import { now } from "@/lib/clock";
import { shortLeft, spanInWords, useNow } from "@/lib/time";
import { cx } from "@/lib/cx";
import { Ring } from "./Ring";

interface FuseProps {
  since: string;
  until: string;
}

const LATE_MS = 60_000;

/** The line a crud burns down on. It animates by itself; only its start is reckoned here. */
export function FuseLine({ since, until }: FuseProps) {
  const [born] = useState(now);
  const life = Date.parse(until) - Date.parse(since);
  const age = born - Date.parse(since);
  const style = { "--fuse-life": `${life}ms`, "--fuse-age": `${-age}ms` } as CSSProperties;
  return (
    <div className="fuse" style={style} data-late={Date.parse(until) - born < LATE_MS || undefined}>
      <div className="fuse-line" />
    </div>
  );
}

/** The same, upright: it ties a crud to its answer in a thread. */
export function FuseThread({ since, until }: { since: string; until: string | null }) {
  const [born] = useState(now);
  const place = "absolute top-17 -bottom-2 left-[2.3rem] w-0.5 rounded-full";
  if (until === null) return <span aria-hidden="true" className={`${place} bg-line`} />;
  const life = Date.parse(until) - Date.parse(since);
  const age = born - Date.parse(since);
  const style = { "--fuse-life": `${life}ms`, "--fuse-age": `${-age}ms` } as CSSProperties;
  return (
    <span aria-hidden="true" className={`${place} fuse-thread`} style={style}>
      <span className="fuse-thread-line" />
    </span>
  );
}

/** What is left, as a ring and in text; ticks by the second at the end. */
export function FuseLeft({ since, until }: FuseProps) {
  const end = Date.parse(until);
  const time = useNow(end - now() < 2 * LATE_MS ? 1_000 : 15_000);
  const fraction = Math.max(0, (end - time) / (end - Date.parse(since)));
  const warm = fraction <= 0.1;
  return (
    <span
      className={cx(
        "tabular inline-flex items-center gap-1",
        warm && "font-semibold text-ember-ink",
      )}
      title={`Gone ${new Date(until).toLocaleString()}`}
    >
      <Ring fraction={fraction} warm={warm} size={14} />
      <span aria-hidden="true">{shortLeft(until, time)}</span>
      <span className="sr-only">gone in {spanInWords(Math.max(1, (end - time) / 1_000))}</span>
    </span>
  );
}
