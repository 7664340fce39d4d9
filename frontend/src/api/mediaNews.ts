import { createStore } from "@/lib/store";

/** Media of which the server has said that something became of them. */
export const mediaNews = createStore<{ id: string; count: number }>({ id: "", count: 0 });
export const noticeMedia = (id: string): void =>
  mediaNews.set(({ count }) => ({ id, count: count + 1 }));
