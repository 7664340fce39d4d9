import { Plus, X } from "lucide-react";
import type { Me } from "@/api/types";
import { Button, IconButton } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { asAddress, MOST_LINKS } from "./edited";

type Links = Me["links"];

interface LinksFieldProps {
  links: Links;
  onChange: (links: Links) => void;
  /** What is wrong with them, and with one of them, by "0.url". */
  problem: string | undefined;
  wrong: (field: string) => string | undefined;
}

/** Up to four links, each with words of one's own. */
export function LinksField({ links, onChange, problem, wrong }: LinksFieldProps) {
  const change = (at: number, next: Partial<Links[number]>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...next } : link)));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-15 font-semibold">Links</legend>
      <ul className="grid gap-3">
        {links.map((link, index) => (
          <li key={index} className="flex items-start gap-2">
            <div className="grid min-w-0 flex-1 gap-2 xl:grid-cols-[2fr_3fr]">
              <Field
                label={`Label of link ${index + 1}`}
                hideLabel
                placeholder="Label"
                maxLength={30}
                value={link.label}
                onChange={(event) => change(index, { label: event.target.value })}
                error={wrong(`${index}.label`)}
              />
              <Field
                label={`Address of link ${index + 1}`}
                hideLabel
                type="url"
                inputMode="url"
                placeholder="https://"
                maxLength={200}
                autoCapitalize="none"
                spellCheck={false}
                value={link.url}
                onChange={(event) => change(index, { url: event.target.value })}
                onBlur={() => change(index, { url: asAddress(link.url) })}
                error={wrong(`${index}.url`)}
              />
            </div>
            <IconButton
              label={`Remove link ${index + 1}`}
              onClick={() => onChange(links.filter((_, at) => at !== index))}
            >
              <X size={19} />
            </IconButton>
          </li>
        ))}
      </ul>
      {links.length < MOST_LINKS ? (
        <Button
          look="quiet"
          className="-ml-3 px-3!"
          onClick={() => onChange([...links, { label: "", url: "" }])}
        >
          <Plus size={18} aria-hidden="true" /> Add a link
        </Button>
      ) : (
        <p className="mt-2 text-muted">That is all there is room for.</p>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-danger">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
