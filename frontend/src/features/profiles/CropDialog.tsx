import { ImageOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { EmptyState, Waiting } from "@/ui/States";
import { cut, whole, type Crop, type Frame } from "./crop";
import { Cropper } from "./Cropper";
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

function Cutting({ image, frame, round = false, onCut, onClose }: CuttingProps) {
  const size = { width: image.naturalWidth, height: image.naturalHeight };
  const [crop, setCrop] = useState<Crop>(() => whole(size, frame.aspect));
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
          aspect={frame.aspect}
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

/** Chooses the part of an image that is kept. */
export function CropDialog({ file, title, ...rest }: CropDialogProps) {
  const image = useImage(file);
  return (
    <Dialog title={title} sheet onClose={rest.onClose}>
      {image === "loading" ? (
        <Waiting />
      ) : image === "bad" ? (
        <EmptyState
          title="This file cannot be read as an image"
          icon={<ImageOff size={40} strokeWidth={1.5} />}
          action={
            <Button look="outline" onClick={rest.onClose}>
              Choose another
            </Button>
          }
        >
          JPEG, PNG, WebP, AVIF and GIF work.
        </EmptyState>
      ) : (
        <Cutting image={image} {...rest} />
      )}
    </Dialog>
  );
}
