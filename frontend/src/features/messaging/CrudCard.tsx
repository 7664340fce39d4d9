import { useQuery } from "@tanstack/react-query";
import { QuoteCard } from "@/features/posts/QuoteCard";
import { postQuery } from "@/features/posts/queries";

/** A crud that was sent along, as far as the reader may see it. */
export function CrudCard({ id, still = false }: { id: string; still?: boolean }) {
  const { data: post, isError } = useQuery(postQuery(id));
  if (post) {
    return <QuoteCard quote={{ state: "visible", post: { ...post, quote: null } }} still={still} />;
  }
  if (isError) return <QuoteCard quote={{ state: "unavailable", post: null }} />;
  return (
    <div role="status" className="shimmer mt-2.5 h-24 rounded-xl">
      <span className="sr-only">Loading the crud</span>
    </div>
  );
}
