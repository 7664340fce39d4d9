import { useState } from "react";

/** A number of which the digits that change roll in; the first showing stands still. */
export function Count({ value }: { value: number }) {
  const [first] = useState(value);
  const text = value.toLocaleString();
  return (
    <span className="tabular">
      <span className="sr-only">{text}</span>
      <span aria-hidden="true" className="inline-flex">
        {Array.from(text).map((digit, index) => (
          <span
            key={`${text.length - index}-${digit}`}
            className={value === first ? undefined : "appear"}
          >
            {digit}
          </span>
        ))}
      </span>
    </span>
  );
}
