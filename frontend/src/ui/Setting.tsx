import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { Switch } from "./Switch";
import { useArrival } from "./useArrival";

/** How it stands with a value that saves itself. */
export interface Saving {
  state: "saving" | "saved" | "refused";
  /** Why it was refused. */
  words?: string;
}

interface SettingProps {
  /** Its name in the address, so that it can be linked to. */
  id: string;
  label: string;
  about?: ReactNode;
  saving?: Saving | undefined;
  children?: ReactNode;
}

/** Said beside what was changed, and read out when there is time. */
export function Said({ saving }: { saving: Saving | undefined }) {
  return (
    <span role="status" className="text-13">
      {saving?.state === "saved" && (
        <span className="appear inline-flex items-center gap-1 text-muted">
          <Check size={14} aria-hidden="true" /> Saved
        </span>
      )}
      {saving?.state === "refused" && (
        <span className="appear block text-danger">Not saved. {saving.words}</span>
      )}
    </span>
  );
}

const row = "border-b border-line px-4 last:border-0";

/** A setting with its control below its words. */
export function Setting({ id, label, about, saving, children }: SettingProps) {
  const ref = useArrival(id);
  return (
    <section ref={ref} id={id} aria-labelledby={`${id}-label`} className={cx(row, "py-5")}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id={`${id}-label`} className="text-17 font-bold">
          {label}
        </h2>
        <Said saving={saving} />
      </div>
      {about && <div className="mt-0.5 max-w-[62ch] text-muted">{about}</div>}
      {children && <div className="mt-3">{children}</div>}
    </section>
  );
}

interface SwitchSettingProps extends Omit<SettingProps, "children"> {
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off; the whole row can be pressed. */
export function SwitchSetting({ id, label, about, saving, on, onChange }: SwitchSettingProps) {
  const ref = useArrival(id);
  return (
    <section ref={ref} id={id} aria-labelledby={`${id}-label`} className={row}>
      <label htmlFor={`${id}-switch`} className="flex items-center gap-4 py-4">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span id={`${id}-label`} className="text-17 font-bold">
              {label}
            </span>
            <Said saving={saving} />
          </span>
          <span id={`${id}-about`} className="mt-0.5 block max-w-[62ch] text-muted">
            {about}
          </span>
        </span>
        <Switch
          id={`${id}-switch`}
          on={on}
          onChange={onChange}
          labelledBy={`${id}-label`}
          describedBy={`${id}-about`}
        />
      </label>
    </section>
  );
}
