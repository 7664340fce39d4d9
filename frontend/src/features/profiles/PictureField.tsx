import { Camera, RotateCw, Trash2, Undo2 } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { isBusy, isUpload, isWrong, type Picturing, type Worn } from "@/features/posts/usePicture";
import { Button, IconButton } from "@/ui/Button";
import type { Frame } from "@/ui/crop";
import { Ring } from "@/ui/Ring";

const CropDialog = lazy(async () => ({ default: (await import("@/ui/CropDialog")).CropDialog }));

interface PictureFieldProps {
  /** "picture" or "banner". */
  name: string;
  frame: Frame;
  round?: boolean;
  /** What is worn now, and what stands there without any. */
  has: boolean;
  current: ReactNode;
  none: ReactNode;
  picture: Picturing;
}

function Progress({ worn }: { worn: Worn }) {
  if (!isUpload(worn) || !isBusy(worn)) return null;
  const percent = Math.round(worn.progress * 100);
  return (
    <span className="absolute inset-0 grid place-items-center bg-paper/70">
      <span className="tabular flex items-center gap-1.5 rounded-full bg-raised px-2 py-1 text-13 font-semibold shadow-low">
        <Ring fraction={worn.state === "checking" ? 1 : worn.progress} warm size={16} />
        {worn.state === "sending" ? `${percent} %` : "…"}
      </span>
    </span>
  );
}

const spoken = (name: string, worn: Worn): string => {
  if (worn === "removed") return `The ${name} goes when you save`;
  if (!isUpload(worn)) return "";
  if (worn.state === "ready") return `The new ${name} is ready to be saved`;
  return isBusy(worn) ? `The ${name} is on its way` : "";
};

interface ControlsProps {
  name: string;
  has: boolean;
  picture: Picturing;
  onChoose: (file: File | null) => void;
}

/** Choosing another, going back, taking it away, trying again. */
function Controls({ name, has, picture, onChoose }: ControlsProps) {
  const { worn } = picture;
  const input = useRef<HTMLInputElement>(null);
  const icon = "border border-wick/60 bg-raised! text-ink!";
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={`New ${name}`}
        onChange={(event) => {
          onChoose(event.target.files?.[0] ?? null);
          event.target.value = "";
        }}
      />
      <Button
        look="outline"
        className="bg-raised! px-3! whitespace-nowrap"
        onClick={() => input.current?.click()}
      >
        <Camera size={17} aria-hidden="true" /> Change {name}
      </Button>
      {worn !== "kept" && (
        <IconButton label={`Keep the ${name} as it was`} className={icon} onClick={picture.keep}>
          <Undo2 size={18} />
        </IconButton>
      )}
      {has && worn === "kept" && (
        <IconButton label={`Remove the ${name}`} className={icon} onClick={picture.remove}>
          <Trash2 size={18} />
        </IconButton>
      )}
    </>
  );
}

function Preview({ frame, has, current, none, picture: { worn } }: PictureFieldProps) {
  if (!isUpload(worn)) return worn === "removed" || !has ? none : current;
  return (
    <img
      src={worn.preview}
      alt=""
      style={{ aspectRatio: frame.aspect }}
      className={cx("w-full object-cover", isWrong(worn) && "opacity-40 grayscale")}
    />
  );
}

/** A picture of oneself: chosen, cut, sent; or taken away. It stands where the profile has it. */
export function PictureField(props: PictureFieldProps) {
  const { name, frame, round = false, has, picture } = props;
  const { worn } = picture;
  const [file, setFile] = useState<File | null>(null);
  return (
    <div role="group" aria-label={name}>
      <div className={round ? "flex items-end gap-2 px-4" : "relative"}>
        <div
          className={cx(
            "relative overflow-hidden bg-sunken",
            round && "-mt-12 size-24 shrink-0 rounded-full border-4 border-paper",
          )}
        >
          <Preview {...props} />
          <Progress worn={worn} />
        </div>
        <div className={cx("flex gap-1.5", !round && "absolute top-3 right-3")}>
          <Controls name={name} has={has} picture={picture} onChoose={setFile} />
        </div>
      </div>
      {isUpload(worn) && isWrong(worn) && (
        <div className={cx("flex flex-wrap items-center gap-x-3 px-4 pt-2", !round && "pb-14")}>
          <p role="alert" className="text-danger">
            {worn.words}
          </p>
          {worn.state === "failed" && (
            <Button look="quiet" className="-ml-3 px-3!" onClick={picture.again}>
              <RotateCw size={17} aria-hidden="true" /> Try again
            </Button>
          )}
        </div>
      )}
      <p role="status" className="sr-only">
        {spoken(name, worn)}
      </p>
      <Suspense fallback={null}>
        {file && (
          <CropDialog
            file={file}
            title={`Your ${name}`}
            frame={frame}
            round={round}
            onClose={() => setFile(null)}
            onCut={(blob) => {
              setFile(null);
              picture.choose(blob);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
