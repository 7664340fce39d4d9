import { useQueryClient } from "@tanstack/react-query";
import { Camera, Trash2 } from "lucide-react";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { reasonOf } from "@/api/errors";
import type { Conversation } from "@/api/types";
import { isBusy, isUpload, isWrong, usePicture, type Worn } from "@/features/posts/usePicture";
import { Button } from "@/ui/Button";
import { AVATAR } from "@/ui/crop";
import { Ring } from "@/ui/Ring";
import { editConversation } from "./edit";
import { Face } from "./Face";

const CropDialog = lazy(async () => ({ default: (await import("@/ui/CropDialog")).CropDialog }));

const readyId = (worn: Worn): string | null =>
  isUpload(worn) && worn.state === "ready" ? worn.id : null;

/** A picture that the group has as soon as the server has made it. */
function useGroupPicture({ id }: Conversation) {
  const client = useQueryClient();
  const picture = usePicture("group");
  const [problem, setProblem] = useState<string | null>(null);
  const { worn, settle, again } = picture;
  const ready = readyId(worn);
  const save = (picture_id: string | null) =>
    void editConversation(client, id, { picture_id })
      .then(settle)
      .catch((error: unknown) => setProblem(reasonOf(error)));
  const anew = (act: () => void) => {
    setProblem(null);
    act();
  };
  const onReady = useEffectEvent(save);
  useEffect(() => {
    if (ready !== null) onReady(ready);
  }, [ready]);
  const wrong = isUpload(worn) && isWrong(worn) ? worn : null;
  return {
    worn,
    problem: wrong?.words ?? problem,
    canTryAgain: wrong ? wrong.state === "failed" : problem !== null && ready !== null,
    choose: (blob: Blob) => anew(() => picture.choose(blob)),
    remove: () => anew(() => save(null)),
    tryAgain: () => anew(() => (ready === null ? again() : save(ready))),
  };
}

function Shown({ conversation, worn }: { conversation: Conversation; worn: Worn }) {
  if (!isUpload(worn)) return <Face conversation={conversation} size={88} />;
  return (
    <span className="relative size-22 shrink-0 overflow-hidden rounded-full">
      <img src={worn.preview} alt="" className="size-full object-cover" />
      {isBusy(worn) && (
        <span className="absolute inset-0 grid place-items-center bg-paper/70">
          <Ring fraction={worn.state === "checking" ? 1 : worn.progress} warm size={28} />
          <span role="status" className="sr-only">
            The picture is on its way
          </span>
        </span>
      )}
    </span>
  );
}

/** The picture of a group, which its owners change. */
export function GroupPicture({ conversation }: { conversation: Conversation }) {
  const { worn, problem, canTryAgain, choose, remove, tryAgain } = useGroupPicture(conversation);
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div role="group" aria-label="Picture" className="grid justify-items-center gap-2">
      <Shown conversation={conversation} worn={worn} />
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label="New picture"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          event.target.value = "";
        }}
      />
      <div className="flex flex-wrap justify-center gap-1">
        <Button look="quiet" className="px-3!" onClick={() => input.current?.click()}>
          <Camera size={17} aria-hidden="true" />
          {conversation.picture ? "Change picture" : "Add a picture"}
        </Button>
        {conversation.picture && (
          <Button look="quiet" className="px-3!" onClick={remove}>
            <Trash2 size={17} aria-hidden="true" /> Remove it
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="text-center text-danger">
          {problem}
        </p>
      )}
      {canTryAgain && (
        <Button look="outline" onClick={tryAgain}>
          Try again
        </Button>
      )}
      <Suspense fallback={null}>
        {file && (
          <CropDialog
            file={file}
            title="Picture of the group"
            frame={AVATAR}
            round
            onClose={() => setFile(null)}
            onCut={(blob) => {
              setFile(null);
              choose(blob);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
