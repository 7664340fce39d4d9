import { useId } from "react";
import { useMe } from "@/api/me";
import type { Me } from "@/api/types";
import { Picture } from "@/features/posts/Picture";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { AVATAR, BANNER } from "@/ui/crop";
import { DetailHead } from "@/ui/DetailHead";
import { Dialog } from "@/ui/Dialog";
import { Field } from "@/ui/Field";
import { HandleField } from "@/ui/HandleField";
import { Waiting } from "@/ui/States";
import { TextArea } from "@/ui/TextArea";
import { Banner } from "./Banner";
import { LinksField } from "./LinksField";
import { PictureField } from "./PictureField";
import { useEditing } from "./useEditing";

type Self = Me & { handle: string };
type Editing = ReturnType<typeof useEditing>;

const head = { title: "Profile", up: "/settings", upLabel: "All settings", beside: true };

function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Dialog title="Leave without saving?" onClose={onStay}>
      <div className="px-5 pt-1 pb-5">
        <p className="text-muted">What you changed about your profile is not saved yet.</p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button look="danger" onClick={onLeave}>
            Leave
          </Button>
          <Button onClick={onStay}>Go on editing</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Pictures({ me, editing }: { me: Self; editing: Editing }) {
  const initials = { ...me, display_name: editing.typed.name, avatar_url: null };
  return (
    <>
      <PictureField
        name="banner"
        frame={BANNER}
        has={me.banner !== null}
        current={<Banner handle={me.handle} banner={me.banner} />}
        none={<Banner handle={me.handle} banner={null} />}
        picture={editing.banner}
      />
      <PictureField
        name="picture"
        frame={AVATAR}
        round
        has={me.avatar !== null}
        current={
          me.avatar && (
            <Picture
              media={{ ...me.avatar, alt: "" }}
              sizes="5.5rem"
              eager
              className="size-22 object-cover"
            />
          )
        }
        none={<Avatar person={initials} size={88} />}
        picture={editing.avatar}
      />
    </>
  );
}

function Handle({ me, editing }: { me: Self; editing: Editing }) {
  const { typed, check, problem, change } = editing;
  return (
    <div>
      <HandleField
        value={typed.handle}
        onChange={(handle) => change({ handle })}
        check={check}
        error={problem.handle}
      />
      <p className="mt-2 text-muted">
        {typed.handle === me.handle
          ? "When you change it, links to the old one lead to you for 14 days."
          : `Links to @${me.handle} lead to you for 14 days. Until then nobody else can have it, and you can take it back.`}
      </p>
    </div>
  );
}

function Words({ me, editing }: { me: Self; editing: Editing }) {
  const { typed, problem, change } = editing;
  return (
    <div className="grid gap-5 px-4 pt-6">
      <Field
        label="Display name"
        autoComplete="name"
        value={typed.name}
        onChange={(event) => change({ name: event.target.value })}
        error={problem.name}
      />
      <TextArea
        label="Bio"
        rows={4}
        value={typed.bio}
        onChange={(event) => change({ bio: event.target.value })}
        error={problem.bio}
        hint={`${editing.bioLeft} characters left`}
      />
      <LinksField
        links={typed.links}
        onChange={(links) => change({ links })}
        problem={problem.links}
        wrong={problem.link}
      />
      <Handle me={me} editing={editing} />
      {problem.general && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
          {problem.general}
        </p>
      )}
    </div>
  );
}

function EditForm({ me }: { me: Self }) {
  const form = useId();
  const editing = useEditing(me);
  const { unsaved, busy, ready, save } = editing;
  return (
    <>
      <DetailHead
        {...head}
        action={
          <Button type="submit" form={form} busy={busy} disabled={!ready}>
            Save
          </Button>
        }
      />
      <form
        id={form}
        noValidate
        className="pb-10"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Pictures me={me} editing={editing} />
        <Words me={me} editing={editing} />
      </form>
      {unsaved.asking && <Leaving onStay={unsaved.stay} onLeave={unsaved.leave} />}
    </>
  );
}

/** What others see of oneself, to be changed: saved together, or not at all. */
export function EditProfilePage() {
  const me = useMe();
  if (me?.handle) return <EditForm me={{ ...me, handle: me.handle }} />;
  return (
    <>
      <DetailHead {...head} />
      <Waiting />
    </>
  );
}
