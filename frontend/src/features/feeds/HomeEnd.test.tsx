import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { listKey, type PostPages } from "@/features/posts/queries";
import { aPost } from "@/test-posts";
import { HomeEnd } from "./HomeEnd";

function endAfter(cruds: number) {
  const items = Array.from({ length: cruds }, (_, id) => aPost(String(id)));
  const client = new QueryClient();
  client.setQueryData<PostPages>(listKey("home"), {
    pages: [{ items, next: null }],
    pageParams: [null],
  });
  render(
    <QueryClientProvider client={client}>
      <HomeEnd />
    </QueryClientProvider>,
  );
}

describe("the end of the home feed", () => {
  it("of a long one says what it keeps, and where the rest is", () => {
    endAfter(101);
    expect(screen.getByText(/keeps the newest 1,000 cruds/)).toBeVisible();
  });

  it("of a short one is everything", () => {
    endAfter(100);
    expect(screen.getByText("That is everything, for now.")).toBeVisible();
    expect(screen.queryByText(/1,000/)).toBeNull();
  });
});
