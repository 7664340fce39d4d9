import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { Picture } from "@/features/posts/Picture";
import { cx } from "@/lib/cx";
import { Avatar } from "@/ui/Avatar";
import { nobody, others } from "./people";

type Size = 40 | 44 | 88;

const boxes = { 40: "size-10", 44: "size-11", 88: "size-22" } as const;
/** Each of two that share the place of one. */
const halves = { 40: 24, 44: 32, 88: 56 } as const;

interface FaceProps {
  conversation: Conversation;
  size?: Size;
}

/** The picture of a conversation: the other one, the group's own, or two of those in it. */
export function Face({ conversation, size = 44 }: FaceProps) {
  const { kind, picture } = conversation;
  const [first = nobody, second] = others(conversation, useMe());
  const box = cx("shrink-0", boxes[size]);
  if (picture) {
    return (
      <Picture
        media={{ ...picture, alt: "" }}
        sizes={`${size / 16}rem`}
        className={cx(box, "rounded-full object-cover")}
      />
    );
  }
  if (kind === "direct" || !second) return <Avatar person={first} size={size} />;
  return (
    <span aria-hidden="true" className={cx(box, "relative")}>
      <span className="absolute top-0 right-0">
        <Avatar person={second} size={halves[size]} />
      </span>
      <span className="absolute bottom-0 left-0 rounded-full ring-2 ring-paper">
        <Avatar person={first} size={halves[size]} />
      </span>
    </span>
  );
}
