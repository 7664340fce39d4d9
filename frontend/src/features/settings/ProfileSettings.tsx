import { useState } from "react";
import { useLimits } from "@/api/config";
import { ApiError, inWords } from "@/api/errors";
import { useChangeMe } from "@/api/me";
import type { Me } from "@/api/types";
import { countGraphemes } from "@/lib/graphemes";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { TextArea } from "@/ui/TextArea";
import { toast } from "@/ui/toasts";
import { MyGroupPage } from "./GroupPage";

function ProfileForm({ me }: { me: Me }) {
  const [name, setName] = useState(me.display_name);
  const [bio, setBio] = useState(me.bio);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { limits } = useLimits();
  const changeMe = useChangeMe();
  const same = name.trim() === me.display_name && bio.trim() === me.bio;
  const bioLeft = limits.bio_length - countGraphemes(bio.trim());
  const wrong = (field: string) => (error instanceof ApiError ? error.field(field) : undefined);
  const general = error && !wrong("display_name") && !wrong("bio") ? inWords(error) : undefined;

  const save = () => {
    setBusy(true);
    setError(null);
    changeMe({ display_name: name.trim(), bio: bio.trim() })
      .then(() => void toast("Saved"))
      .catch(setError)
      .finally(() => setBusy(false));
  };

  return (
    <form
      noValidate
      className="grid gap-5 px-4 py-6"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex items-center gap-4">
        <Avatar person={{ ...me, display_name: name }} size={56} />
        <div>
          <p className="text-17 font-bold [overflow-wrap:anywhere]">{name || "No name yet"}</p>
          <p className="text-muted">@{me.handle}</p>
        </div>
      </div>
      <Field
        label="Display name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={wrong("display_name")}
      />
      <TextArea
        label="Bio"
        rows={4}
        value={bio}
        onChange={(event) => setBio(event.target.value)}
        error={wrong("bio") ?? (bioLeft < 0 ? `${-bioLeft} characters too many` : undefined)}
        hint={`${bioLeft} characters left`}
      />
      {general && (
        <p role="alert" className="text-danger">
          {general}
        </p>
      )}
      <Button
        type="submit"
        className="w-fit"
        busy={busy}
        disabled={same || !name.trim() || bioLeft < 0}
      >
        Save
      </Button>
    </form>
  );
}

export function ProfileSettings() {
  return <MyGroupPage group="profile">{(me) => <ProfileForm me={me} />}</MyGroupPage>;
}
