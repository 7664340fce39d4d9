import { useEffect, useState } from "react";
import { Button } from "@/ui/Button";
import { Ring } from "@/ui/Ring";

interface ResendCodeProps {
  onResend: () => Promise<void>;
}

const COOLDOWN_S = 30;

/** Sends another code, and then not again for half a minute. */
export function ResendCode({ onResend }: ResendCodeProps) {
  const [left, setLeft] = useState(COOLDOWN_S);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  const resend = () => {
    setLeft(COOLDOWN_S);
    void onResend();
  };
  return (
    <Button look="outline" wide disabled={left > 0} onClick={resend}>
      {left > 0 && <Ring fraction={left / COOLDOWN_S} size={18} />}
      <span className="tabular">
        {left > 0 ? `Send a new code in ${left} s` : "Send a new code"}
      </span>
    </Button>
  );
}
