import { Ellipsis, PenLine, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import type { OwnList } from "@/api/types";
import { Menu, MenuItem, MenuItems, MenuLink } from "@/ui/Menu";
import { ListDialog } from "./ListDialog";

interface ListMenuProps {
  list: OwnList;
  onDelete: () => void;
}

/** What can be done with a list of people. */
export function ListMenu({ list, onDelete }: ListMenuProps) {
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Menu
        label={`More about ${list.name}`}
        className="grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
        button={<Ellipsis size={20} aria-hidden="true" />}
      >
        <MenuItems>
          <MenuItem icon={<PenLine size={19} />} onChoose={() => setRenaming(true)}>
            Rename
          </MenuItem>
          <MenuLink to={`/lists/${list.id}/people`} icon={<UsersRound size={19} />}>
            People
          </MenuLink>
          <MenuItem icon={<Trash2 size={19} />} danger onChoose={onDelete}>
            Delete
          </MenuItem>
        </MenuItems>
      </Menu>
      {renaming && <ListDialog list={list} onClose={() => setRenaming(false)} />}
    </>
  );
}
