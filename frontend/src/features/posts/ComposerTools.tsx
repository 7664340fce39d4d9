import { useQueryClient } from "@tanstack/react-query";
import {
  CalendarClock,
  Ellipsis,
  FilePen,
  Image,
  Lock,
  Plus,
  TriangleAlert,
  Users,
  X,
} from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { useGate } from "@/api/gate";
import { useMe } from "@/api/me";
import { accepted } from "@/api/media";
import { cx } from "@/lib/cx";
import { useStore } from "@/lib/store";
import { fromLocalInput, toLocalInput, tomorrowMorning } from "@/lib/time";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuItems } from "@/ui/Menu";
import { toast } from "@/ui/toasts";
import { AudienceFields, audienceInWords, type Audience } from "./AudienceFields";
import { changePart, isEmpty, newPart, type Composing, type Part } from "./draft";
import { saveDraft } from "./drafts";
import { audienceOf } from "./publish";
import { MOST, startUpload } from "./uploads";

const LONGEST_THREAD = 25;

interface ComposerToolsProps {
  composing: Composing;
  active: Part;
  /** A crud was added: it is the one to write in now. */
  onAdded: (key: string) => void;
  onSaved?: () => void;
  children: ReactNode;
}

const imagesOf = (list: FileList | null | undefined) =>
  [...(list ?? [])].filter((file) => file.type.startsWith("image/"));

function When({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken py-1 pr-1 pl-3">
      <label className="flex min-h-11 flex-1 flex-wrap items-center gap-x-3">
        <span className="text-13 font-semibold text-muted">Publish at</span>
        <input
          type="datetime-local"
          value={toLocalInput(value)}
          min={toLocalInput(new Date().toISOString())}
          onChange={(event) => {
            if (event.target.value) onChange(fromLocalInput(event.target.value));
          }}
          className="tabular min-h-11 bg-transparent text-15"
        />
        <span className="text-13 text-muted">{zone}</span>
      </label>
      <IconButton label="Do not schedule" onClick={() => onChange(null)}>
        <X size={18} />
      </IconButton>
    </div>
  );
}

/** What a crud can have beyond its words. */
export function ComposerTools({
  composing,
  active,
  onAdded,
  onSaved,
  children,
}: ComposerToolsProps) {
  const { writing: store, replyTo } = composing;
  const writing = useStore(store);
  const [choosing, setChoosing] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const me = useMe();
  const gate = useGate();
  const audience: Audience = {
    visibility: "public",
    replyPolicy: "everyone",
    ...audienceOf(writing, me),
  };
  const limited = audience.visibility !== "public" || audience.replyPolicy !== "everyone";
  const toFollowers = me?.is_private === true || audience.visibility === "followers";

  const attach = (files: readonly File[], key = active.key) => {
    const part = store.get().parts.find((one) => one.key === key);
    if (!part || files.length === 0 || !gate({ kind: "compose" })) return;
    const room = MOST - part.media.length;
    if (files.length > room) toast(`A crud carries up to ${MOST} images.`);
    const keys = files.slice(0, Math.max(0, room)).map((file) => startUpload(file));
    changePart(store, key, { media: [...part.media, ...keys] });
  };
  const attachLater = useEffectEvent(attach);

  // Pasting and dropping work anywhere in the form.
  useEffect(() => {
    const form = root.current?.closest("form");
    if (!form) return;
    const partAt = (event: Event) =>
      event.target instanceof HTMLElement ? event.target.dataset.part : undefined;
    const onPaste = (event: ClipboardEvent) => {
      const files = imagesOf(event.clipboardData?.files);
      if (files.length === 0) return;
      event.preventDefault();
      attachLater(files, partAt(event));
    };
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      attachLater(files, partAt(event));
    };
    form.addEventListener("paste", onPaste);
    form.addEventListener("dragover", onDragOver);
    form.addEventListener("drop", onDrop);
    return () => {
      form.removeEventListener("paste", onPaste);
      form.removeEventListener("dragover", onDragOver);
      form.removeEventListener("drop", onDrop);
    };
  }, []);

  const addPart = () => {
    const part = newPart();
    store.set((now) => ({ ...now, problem: null, parts: [...now.parts, part] }));
    onAdded(part.key);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-part="${part.key}"]`)?.focus(),
    );
  };
  const save = () => {
    if (!gate({ kind: "compose" })) return;
    void saveDraft(client, composing, me, null).then((saved) => {
      if (saved) onSaved?.();
    });
  };

  const tool = "-my-0.5";
  return (
    <div ref={root}>
      {choosing && (
        <div className="appear mt-3 mb-1">
          <AudienceFields
            value={audience}
            isPrivate={me?.is_private === true}
            onChange={(chosen) => store.set((now) => ({ ...now, ...chosen }))}
          />
        </div>
      )}
      {writing.publishAt !== null && (
        <When
          value={writing.publishAt}
          onChange={(publishAt) => store.set((now) => ({ ...now, publishAt }))}
        />
      )}
      <div className="mt-2 -ml-2.5 flex min-h-11 flex-wrap items-center gap-y-1">
        <input
          ref={picker}
          type="file"
          accept={accepted.join(",")}
          multiple
          hidden
          aria-label="Images"
          onChange={(event) => {
            attach([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <IconButton
          label="Add images"
          className={tool}
          disabled={active.media.length >= MOST}
          onClick={() => picker.current?.click()}
        >
          <Image size={20} />
        </IconButton>
        <IconButton
          label="Content warning"
          aria-pressed={active.warning !== null}
          className={cx(tool, active.warning !== null && "bg-sunken text-ink!")}
          onClick={() =>
            changePart(store, active.key, { warning: active.warning === null ? "" : null })
          }
        >
          <TriangleAlert size={20} />
        </IconButton>
        <IconButton
          label={audienceInWords(audience, me?.is_private)}
          aria-expanded={choosing}
          className={cx(tool, (choosing || limited) && "bg-sunken text-ink!")}
          onClick={() => setChoosing(!choosing)}
        >
          {toFollowers ? <Lock size={20} /> : <Users size={20} />}
        </IconButton>
        {!replyTo && (
          <IconButton
            label="Add another crud"
            className={tool}
            disabled={writing.parts.length >= LONGEST_THREAD}
            onClick={addPart}
          >
            <Plus size={21} />
          </IconButton>
        )}
        <Menu
          label="Save or schedule"
          className={cx(
            tool,
            "grid size-11 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink",
          )}
          button={<Ellipsis size={20} aria-hidden="true" />}
        >
          <MenuItems>
            {!isEmpty(writing) && (
              <MenuItem icon={<FilePen size={19} />} onChoose={save}>
                Save as draft
              </MenuItem>
            )}
            <MenuItem
              icon={<CalendarClock size={19} />}
              onChoose={() => store.set((now) => ({ ...now, publishAt: tomorrowMorning() }))}
            >
              Schedule
            </MenuItem>
          </MenuItems>
        </Menu>
        <span className="ml-auto flex items-center gap-3">{children}</span>
      </div>
    </div>
  );
}
