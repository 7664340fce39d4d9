import { Component, type ReactNode, type RefObject } from "react";

interface SteadyProps {
  list: RefObject<HTMLElement | null>;
  children: ReactNode;
}

interface Seen {
  item: Element;
  top: number;
}

const MOST = 6;

/** The items in view, the first of them first; none while the list's own start is in view. */
export function inView(list: Element | null): Seen[] {
  if (!list || list.getBoundingClientRect().top >= 0) return [];
  const seen: Seen[] = [];
  for (const item of list.children) {
    const { top, bottom } = item.getBoundingClientRect();
    if (bottom <= 0) continue;
    if (top > window.innerHeight || seen.length === MOST) break;
    seen.push({ item, top });
  }
  return seen;
}

/**
 * By how much what was in view has moved. Where the first one has gone from below the page's
 * edge, those below come up to it (see fold.ts): that is as it should be.
 */
export function moved(seen: readonly Seen[]): number {
  const [first] = seen;
  if (!first || (!first.item.isConnected && first.top >= 0)) return 0;
  const still = seen.find(({ item }) => item.isConnected);
  return still ? still.item.getBoundingClientRect().top - still.top : 0;
}

/**
 * Keeps what is being read where it is, whatever comes, goes or changes its height above it. Not
 * all browsers do that by themselves, and none where a list leaves room for what it does not show.
 * A class, for what only a class can: look at the page just before it changes.
 */
export class Steady extends Component<SteadyProps> {
  override getSnapshotBeforeUpdate(): Seen[] {
    return inView(this.props.list.current);
  }

  override componentDidUpdate(_props: SteadyProps, _state: unknown, seen: Seen[]): void {
    const by = moved(seen);
    if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: "instant" });
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
