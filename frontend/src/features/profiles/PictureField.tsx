import { Camera, RotateCw, Trash2, Undo2 } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { Button } from "@/ui/Button";
import { Ring } from "@/ui/Ring";
import type { Frame } from "./crop";
import { isBusy, isUpload, type usePicture, type Worn } from "./usePicture";

const CropDialog = lazy(async () => ({ default: (await import("./CropDialog")).CropDialog }));

interface PictureFieldProps {
  /** "picture" or "banner". */
  name: string;
  frame: Frame;
  round?: boolean;
  /** What is worn now, and what stands there without any. */
  has: boolean;
  current: ReactNode;
  none: ReactNode;
  picture: ReturnType<typeof usePicture>;
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

/** A picture of oneself: chosen, cut, sent; or taken away. */
export function PictureField(props: PictureFieldProps) {
  const { name, frame, round = false, has, current, none, picture } = props;
  const { worn } = picture;
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const wrong = isUpload(worn) && (worn.state === "failed" || worn.state === "refused");
  const small = "px-4! bg-paper/60";
  return (
    <div
      role="group"
      aria-label={name}
      className={round ? "flex items-center gap-4 px-4 pt-5" : undefined}
    >
      <div
        className={cx(
          "relative overflow-hidden bg-sunken",
          round && "size-22 shrink-0 rounded-full",
        )}
      >
        {isUpload(worn) ? (
          <img
            src={worn.preview}
            alt=""
            style={{ aspectRatio: frame.aspect }}
            className={cx("w-full object-cover", wrong && "opacity-40 grayscale")}
          />
        ) : worn === "removed" || !has ? (
          none
        ) : (
          current
        )}
        <Progress worn={worn} />
      </div>
      <div className={cx("flex flex-wrap gap-2", !round && "px-4 pt-3")}>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={`New ${name}`}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            event.target.value = "";
          }}
        />
        <Button look="outline" className={small} onClick={() => input.current?.click()}>
          <Camera size={17} aria-hidden="true" /> Change {name}
        </Button>
        {worn !== "kept" && (
          <Button look="quiet" className="px-3!" onClick={picture.keep}>
            <Undo2 size={17} aria-hidden="true" /> As before
          </Button>
        )}
        {has && worn === "kept" && (
          <Button look="quiet" className="px-3!" onClick={picture.remove}>
            <Trash2 size={17} aria-hidden="true" /> Remove
          </Button>
        )}
        {isUpload(worn) && worn.state === "failed" && (
          <Button look="outline" className={small} onClick={picture.again}>
            <RotateCw size={17} aria-hidden="true" /> Try again
          </Button>
        )}
        {wrong && (
          <p role="alert" className="basis-full text-danger">
            {worn.words}
          </p>
        )}
        <p role="status" className="sr-only">
          {spoken(name, worn)}
        </p>
      </div>
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
