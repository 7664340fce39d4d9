import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { Link } from "react-router";
import { cx } from "@/lib/cx";
import { MenuClose, useCloseMenu } from "./menuClose";
import { placeBeside } from "./place";

const PHONE = 768;

/** Beside its button; on a phone at the foot of the screen, where the thumb is. */
function place(panel: HTMLElement, button: HTMLElement): void {
  panel.style.inset = "";
  if (window.innerWidth >= PHONE) placeBeside(panel, button);
}

interface MenuProps {
  label: string;
  /** What the button shows. */
  button: ReactNode;
  className?: string;
  disabled?: boolean;
  /** -1 where what it belongs to opens it by a key of its own. */
  tabIndex?: number;
  children: ReactNode;
}

/** A button and its menu: arrows walk, Esc and a press outside close, the focus returns. */
export function Menu({
  label,
  button,
  className,
  disabled = false,
  tabIndex = 0,
  children,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (!open || !panel.current || !trigger.current) return;
    const list = panel.current;
    const by = trigger.current;
    list.showPopover();
    place(list, by);
    const sized = new ResizeObserver(() => place(list, by));
    sized.observe(list);
    const outside = (event: Event) => {
      const { target } = event;
      if (target instanceof Node && (list.contains(target) || by.contains(target))) return;
      setOpen(false);
    };
    // It goes along with its button, and away with it.
    const scrolled = () => {
      const { top, bottom } = by.getBoundingClientRect();
      if (bottom < 0 || top > window.innerHeight) setOpen(false);
      else place(list, by);
    };
    document.addEventListener("pointerdown", outside, true);
    window.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sized.disconnect();
      document.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("scroll", scrolled);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    trigger.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") setOpen(false);
    else walk(event, panel.current);
  };

  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        tabIndex={tabIndex}
        className={className}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {button}
      </button>
      {open && (
        <div
          ref={panel}
          popover="manual"
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
          onClick={(event) => event.stopPropagation()}
          className="appear fixed m-0 w-64 rounded-xl border border-line bg-raised p-1.5 text-15 text-ink shadow-high max-md:inset-x-2 max-md:top-auto max-md:bottom-2 max-md:w-auto max-md:pb-[max(0.375rem,env(safe-area-inset-bottom))]"
        >
          <MenuClose value={close}>{children}</MenuClose>
        </div>
      )}
    </>
  );
}

function walk(event: KeyboardEvent, panel: HTMLElement | null): void {
  const items = [...(panel?.querySelectorAll<HTMLElement>("[data-menu-item]") ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || items.length === 0) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}

/** The items; the first has the focus as soon as they are there. */
export function MenuItems({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>("[data-menu-item]")?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={ref} role="none">
      {children}
    </div>
  );
}

interface MenuItemProps {
  icon: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

const look = (danger: boolean) =>
  cx(
    "flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-left font-medium -outline-offset-2 hover:bg-sunken focus-visible:bg-sunken",
    danger && "text-danger",
  );

export function MenuItem({
  icon,
  danger = false,
  children,
  onChoose,
}: MenuItemProps & { onChoose: () => void }) {
  const close = useCloseMenu();
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      data-menu-item
      className={look(danger)}
      onClick={() => {
        close();
        onChoose();
      }}
    >
      <span className={cx("shrink-0", !danger && "text-muted")}>{icon}</span>
      {children}
    </button>
  );
}

interface MenuLinkProps extends MenuItemProps {
  to: string;
  /** It is no page of the app. */
  away?: boolean;
}

export function MenuLink({ icon, children, to, away = false }: MenuLinkProps) {
  const close = useCloseMenu();
  return (
    <Link
      to={to}
      role="menuitem"
      tabIndex={-1}
      data-menu-item
      className={look(false)}
      onClick={close}
      {...(away && { reloadDocument: true, target: "_blank", rel: "noopener" })}
    >
      <span className="shrink-0 text-muted">{icon}</span>
      {children}
    </Link>
  );
}

export const MenuRule = () => <hr className="mx-3 my-1.5 border-line" />;
