import { LogOut } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useLimits } from "@/api/config";
import { ApiError, inWords } from "@/api/errors";
import { useChangeMe, useMe } from "@/api/me";
import { leave } from "@/api/session";
import type { Me } from "@/api/types";
import { countGraphemes } from "@/lib/graphemes";
import { PageTitle } from "@/lib/title";
import { ExpiryPicker } from "@/features/posts/ExpiryPicker";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { PageHead } from "@/ui/PageHead";
import { Waiting } from "@/ui/States";
import { TextArea } from "@/ui/TextArea";
import { toast } from "@/ui/toasts";
import { ThemePicker } from "./ThemePicker";

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
      className="grid gap-5"
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

/** How long a crud burns unless one says otherwise; saved as soon as it is chosen. */
function DefaultExpiry({ me }: { me: Me }) {
  const [chosen, setChosen] = useState(me.default_expires_in);
  const changeMe = useChangeMe();
  const choose = (seconds: number | null) => {
    setChosen(seconds);
    changeMe({ default_expires_in: seconds }).catch((error: unknown) => {
      setChosen(me.default_expires_in);
      toast(`Not saved. ${inWords(error)}`);
    });
  };
  return (
    <div className="max-w-120">
      <ExpiryPicker value={chosen} onChange={choose} />
      <p className="mt-3 text-muted">Every new crud starts with this. You can choose each time.</p>
    </div>
  );
}

export function SettingsPage() {
  const me = useMe();
  const navigate = useNavigate();
  const signOut = () => {
    void Promise.resolve(navigate("/")).then(leave);
  };
  return (
    <>
      <PageTitle>Settings</PageTitle>
      <PageHead title="Settings" back />
      <div className="grid gap-10 px-4 py-6">
        <section aria-labelledby="settings-profile">
          <h2 id="settings-profile" className="mb-4 text-20 font-bold">
            Profile
          </h2>
          {me ? <ProfileForm me={me} /> : <Waiting />}
        </section>
        <section aria-labelledby="settings-expiry">
          <h2 id="settings-expiry" className="mb-3 text-20 font-bold">
            How long your cruds burn
          </h2>
          {me ? <DefaultExpiry me={me} /> : <Waiting />}
        </section>
        <section aria-labelledby="settings-look">
          <h2 id="settings-look" className="mb-4 text-20 font-bold">
            Appearance
          </h2>
          <ThemePicker />
        </section>
        <section aria-labelledby="settings-account">
          <h2 id="settings-account" className="mb-4 text-20 font-bold">
            Account
          </h2>
          <Button look="outline" onClick={signOut}>
            <LogOut size={18} aria-hidden="true" /> Sign out
          </Button>
          <p className="mt-3 text-muted">Drafts on this device are removed when you sign out.</p>
        </section>
      </div>
    </>
  );
}
