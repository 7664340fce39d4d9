/** Good enough to catch a slip; whether mail arrives is what the code is for. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export const PASSWORD_LENGTH = 8;
