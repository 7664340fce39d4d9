import { useState } from "react";
import { refusal, type FieldName, type Refusal } from "./refusals";

interface Submit {
  busy: boolean;
  problem: (field: FieldName) => string | undefined;
  refuse: (refusal: Refusal | null) => void;
  run: (act: () => Promise<void>) => void;
}

/** Runs one account action at a time and keeps what was refused, by field. */
export function useSubmit(inWords: (error: unknown) => Refusal = refusal): Submit {
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<Refusal | null>(null);
  return {
    busy,
    problem: (field) => (refused?.field === field ? refused.text : undefined),
    refuse,
    run: (act) => {
      if (busy) return;
      setBusy(true);
      refuse(null);
      act()
        .catch((error: unknown) => refuse(inWords(error)))
        .finally(() => setBusy(false));
    },
  };
}
