import { ImageOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "./Button";
import { cut, isTooSmall, whole, type Crop, type Frame, type Size } from "./crop";
import { Cropper } from "./Cropper";
import { Dialog } from "./Dialog";
import { EmptyState, Waiting } from "./States";
import { useImage } from "./useImage";

interface CropDialogProps {
  file: File;
  title: string;
  frame: Frame;
  round?: boolean;
  onCut: (blob: Blob) => void;
  onClose: () => void;
}

interface CuttingProps extends Omit<CropDialogProps, "file" | "title"> {
  image: HTMLImageElement;
}

const sizeOf = (image: HTMLImageElement): Size => ({
  width: image.naturalWidth,
  height: image.naturalHeight,
});

function Cutting({ image, frame, round = false, onCut, onClose }: CuttingProps) {
  const size = sizeOf(image);
  const [crop, setCrop] = useState<Crop>(() => whole(size, frame));
  const [failed, setFailed] = useState(false);
  const use = () => {
    cut(image, crop, frame)
      .then(onCut)
      .catch(() => setFailed(true));
  };
  return (
    <div className="flex flex-1 flex-col overflow-y-auto px-4 pt-3 pb-5">
      <div className="grid flex-1 content-center">
        <Cropper
          src={image.src}
          size={size}
          frame={frame}
          round={round}
          crop={crop}
          onChange={setCrop}
        />
      </div>
      {failed && (
        <p role="alert" className="mt-2 text-danger">
          The picture could not be cut. Try another one.
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={use}>Use this part</Button>
      </div>
    </div>
  );
}

interface UnfitProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

function Unfit({ title, onClose, children }: UnfitProps) {
  return (
    <EmptyState
      title={title}
      icon={<ImageOff size={40} strokeWidth={1.5} />}
      action={
        <Button look="outline" onClick={onClose}>
          Choose another
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}

/** Chooses the part of an image that is kept. */
export function CropDialog({ file, title, ...rest }: CropDialogProps) {
  const image = useImage(file);
  return (
    <Dialog title={title} sheet onClose={rest.onClose}>
      {image === "loading" ? (
        <Waiting />
      ) : image === "bad" ? (
        <Unfit title="This file cannot be read as an image" onClose={rest.onClose}>
          JPEG, PNG, WebP, AVIF and GIF work.
        </Unfit>
      ) : isTooSmall(sizeOf(image), rest.frame) ? (
        <Unfit title="This picture is too small" onClose={rest.onClose}>
          It needs at least {rest.frame.least} by {rest.frame.least / rest.frame.aspect} pixels.
        </Unfit>
      ) : (
        <Cutting image={image} {...rest} />
      )}
    </Dialog>
  );
}
