import type { ReactNode } from "react";
import { useMe } from "@/api/me";
import type { Me } from "@/api/types";
import { DetailHead } from "@/ui/DetailHead";
import { Waiting } from "@/ui/States";
import { groups, type GroupName } from "./catalogue";

/** A group's own page. */
export function GroupPage({ group, children }: { group: GroupName; children: ReactNode }) {
  return (
    <>
      <DetailHead title={groups[group].label} up="/settings" upLabel="All settings" beside />
      {children}
    </>
  );
}

/** The same for settings of the account: they wait until it is known. */
export function MyGroupPage({
  group,
  children,
}: {
  group: GroupName;
  children: (me: Me) => ReactNode;
}) {
  const me = useMe();
  return <GroupPage group={group}>{me ? children(me) : <Waiting />}</GroupPage>;
}
