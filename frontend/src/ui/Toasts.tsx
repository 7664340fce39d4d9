import type { CSSProperties } from "react";
import { useStore } from "@/lib/store";
import { toasts, type Toast } from "./toasts";

function ToastLine({ toast }: { toast: Toast }) {
  const life = { "--fuse-life": `${toast.stays}ms`, "--fuse-age": "0ms" } as CSSProperties;
  return (
    <li className="appear pointer-events-auto overflow-hidden rounded-md bg-ink text-paper shadow-high">
      <div className="flex min-h-12 items-center gap-3 pr-2 pl-4">
        <span className="flex-1 py-2.5">{toast.text}</span>
        {toast.action && (
          <button
            type="button"
            className="min-h-11 rounded-md px-3 font-bold underline underline-offset-4 focus-visible:outline-paper"
            onClick={() => {
              toast.action?.run();
              toasts.set((now) => now.filter((one) => one.id !== toast.id));
            }}
          >
            {toast.action.label}
          </button>
        )}
      </div>
      <div className="fuse fuse-bare -mt-1.5" style={life}>
        <div className="fuse-line" />
      </div>
    </li>
  );
}

/** Each toast carries a fuse of its own: what can be undone can be seen running out. */
export function Toasts() {
  const lines = useStore(toasts);
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-22 z-40 mx-auto max-w-105 md:bottom-6"
    >
      <ul className="grid gap-2">
        {lines.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  );
}
