import { toast } from "./toasts";

/** Copies the address of a page of ours; where the browser does not let us, shows it. */
export async function copyLink(path: string): Promise<void> {
  const address = window.location.origin + path;
  try {
    await navigator.clipboard.writeText(address);
    toast("Link copied");
  } catch {
    toast(`The browser did not allow copying. The link is ${address}`, { stays: 12_000 });
  }
}

/** Copies what somebody wrote. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser did not allow copying.");
  }
}
