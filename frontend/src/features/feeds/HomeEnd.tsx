import { useInfiniteQuery } from "@tanstack/react-query";
import { feedQuery } from "@/features/posts/queries";

const LONG = 100;

/** Whoever came to the end of a long feed learns where the rest is. */
export function HomeEnd() {
  const { data } = useInfiniteQuery({ ...feedQuery("home"), enabled: false });
  const loaded = (data?.pages ?? []).reduce((sum, { items }) => sum + items.length, 0);
  return loaded > LONG
    ? "Your feed keeps the newest 1,000 cruds. Older ones are on people’s own pages."
    : "That is everything, for now.";
}
