import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { cx } from "@/lib/cx";
import { Mark } from "./Mark";

type Look = "primary" | "outline" | "quiet" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-ember text-on-ember hover:brightness-105 active:brightness-95",
  outline: "border border-wick/60 text-ink hover:border-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-danger/50 text-danger hover:bg-danger-soft",
};

/** How a button looks, for what is a link to elsewhere. */
export const buttonLook = (look: Look): string => shape(look, false);

const shape = (look: Look, wide: boolean, extra?: string) =>
  cx(
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 text-15 font-semibold",
    "transition-[background-color,filter,border-color] duration-150 select-none disabled:opacity-45",
    looks[look],
    wide && "w-full",
    extra,
  );

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  wide?: boolean;
  /** Shows that it is at work; further presses do nothing. */
  busy?: boolean;
}

export function Button({
  look = "primary",
  wide = false,
  busy = false,
  type = "button",
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={busy ? "button" : type}
      className={shape(look, wide, className)}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      {...rest}
    >
      {busy && <Mark size={18} burning />}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends LinkProps {
  look?: Look;
  wide?: boolean;
  className?: string;
}

export function ButtonLink({
  look = "primary",
  wide = false,
  className,
  ...rest
}: ButtonLinkProps) {
  return <Link className={shape(look, wide, className)} {...rest} />;
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  children: ReactNode;
}

export function IconButton({
  label,
  className,
  children,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "grid size-11 shrink-0 place-items-center rounded-full text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
