import { fullTime, shortAge, useNow } from "@/lib/time";

/** How long ago, ticking; the full time on hover. */
export function Ago({ iso }: { iso: string }) {
  const time = useNow(20_000);
  return (
    <time dateTime={iso} title={fullTime(iso)} className="tabular">
      {shortAge(iso, time)}
    </time>
  );
}
