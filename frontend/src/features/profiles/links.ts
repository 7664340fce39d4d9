/** The host as people know it; what is no address has none. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, "");
  } catch {
    return "";
  }
}

/** Only the web is linked to. */
export const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);
