import { ImageOff, RotateCw, X } from "lucide-react";
import { cx } from "@/lib/cx";
import { useStore, type Store } from "@/lib/store";
import { IconButton } from "@/ui/Button";
import { Ring } from "@/ui/Ring";
import { changeUpload, uploads, type Upload } from "./attached";
import { changePart, type Part, type Writing } from "./draft";
import { removeUpload, retryUpload } from "./uploads";

const states: Partial<Record<Upload["state"], string>> = {
  asking: "Getting ready",
  checking: "Being checked",
};

function Progress({ upload }: { upload: Upload }) {
  const { state, progress } = upload;
  if (state === "ready" || state === "refused" || state === "failed") return null;
  const percent = Math.round(progress * 100);
  return (
    <span className="absolute inset-0 grid place-items-center bg-paper/70">
      <span className="tabular flex items-center gap-2 rounded-full bg-raised px-2.5 py-1 text-13 font-semibold shadow-low">
        <Ring fraction={state === "checking" ? 1 : progress} warm size={18} />
        {states[state] ?? `${percent} %`}
      </span>
    </span>
  );
}

function Attachment({
  upload,
  number,
  onRemove,
}: {
  upload: Upload;
  number: number;
  onRemove: () => void;
}) {
  const { state, words } = upload;
  const wrong = state === "refused" || state === "failed";
  return (
    <li
      className={cx(
        "overflow-hidden rounded-md border",
        wrong ? "border-danger/50 bg-danger-soft" : "border-line bg-raised",
      )}
      aria-busy={!wrong && state !== "ready"}
    >
      <div className="flex">
        <div className="relative size-26 shrink-0 overflow-hidden bg-sunken">
          {state === "refused" ? (
            <span className="grid size-full place-items-center text-muted">
              <ImageOff size={26} strokeWidth={1.6} aria-hidden="true" />
            </span>
          ) : (
            <img
              src={upload.preview}
              alt=""
              className={cx("size-full object-cover", wrong && "opacity-40 grayscale")}
            />
          )}
          <Progress upload={upload} />
        </div>
        <div className="flex min-w-0 flex-1 flex-col p-2">
          {wrong ? (
            <p role="alert" className="flex-1 px-1.5 pt-1 text-15 text-danger">
              {words}
            </p>
          ) : (
            <textarea
              aria-label={`Description of image ${number}`}
              placeholder="Describe it for those who cannot see it"
              dir="auto"
              rows={2}
              maxLength={1500}
              value={upload.alt}
              onChange={(event) => {
                const alt = event.target.value;
                changeUpload(upload.key, (one) => ({ ...one, alt }));
              }}
              className="min-h-0 flex-1 resize-none rounded-md bg-transparent px-1.5 py-1 text-15 outline-none focus-visible:outline-2 focus-visible:outline-ink"
            />
          )}
          {state === "failed" && (
            <button
              type="button"
              onClick={() => retryUpload(upload.key)}
              className="flex min-h-11 w-fit items-center gap-1.5 px-1.5 font-bold text-ink"
            >
              <RotateCw size={16} aria-hidden="true" /> Try again
            </button>
          )}
        </div>
        <IconButton
          label={
            state === "asking" || state === "sending"
              ? `Cancel the upload of image ${number}`
              : `Remove image ${number}`
          }
          onClick={onRemove}
        >
          <X size={18} />
        </IconButton>
      </div>
      <span role="status" className="sr-only">
        {state === "ready" ? `Image ${number} is ready` : ""}
      </span>
    </li>
  );
}

interface AttachmentListProps {
  keys: readonly string[];
  onChange: (keys: string[]) => void;
}

/** Images that are to go along: how far they are, and what they show in words. */
export function AttachmentList({ keys, onChange }: AttachmentListProps) {
  const all = useStore(uploads);
  return (
    <ul aria-label="Images" className="mb-2 grid gap-2">
      {keys.map((key, index) => {
        const upload = all[key];
        if (!upload) return null;
        return (
          <Attachment
            key={key}
            upload={upload}
            number={index + 1}
            onRemove={() => {
              removeUpload(key);
              onChange(keys.filter((one) => one !== key));
            }}
          />
        );
      })}
    </ul>
  );
}

/** The images of a crud that is being written. */
export function Attachments({ store, part }: { store: Store<Writing>; part: Part }) {
  return (
    <AttachmentList
      keys={part.media}
      onChange={(media) => changePart(store, part.key, { media })}
    />
  );
}
