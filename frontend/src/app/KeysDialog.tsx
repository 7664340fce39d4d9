import { Dialog } from "@/ui/Dialog";

const keys: [string[], string][] = [
  [["j"], "Next crud"],
  [["k"], "Crud before"],
  [["Enter"], "Open the crud"],
  [["r"], "Reply to it"],
  [["q"], "Quote it"],
  [["l"], "Like it"],
  [["b"], "Bookmark it"],
  [["."], "Show new cruds"],
  [["n"], "New crud"],
  [["Ctrl", "Enter"], "Post"],
  [["g", "h"], "Home"],
  [["g", "e"], "Explore"],
  [["g", "m"], "Messages"],
  [["g", "y"], "You"],
  [["/"], "Search, where a page has one"],
  [["Esc"], "Close"],
  [["?"], "These keys"],
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="px-5 pt-1 pb-5">
        {keys.map(([combo, does]) => (
          <div
            key={does}
            className="flex items-center justify-between border-t border-line py-2 first:border-0"
          >
            <dt>{does}</dt>
            <dd className="flex gap-1">
              {combo.map((key) => (
                <kbd
                  key={key}
                  className="grid h-6.5 min-w-6.5 place-items-center rounded-[6px] border border-line bg-paper px-1.5 font-sans text-13 font-semibold"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
