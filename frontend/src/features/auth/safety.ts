import { queryOptions } from "@tanstack/react-query";
import { readSafety } from "@/api/cognito-safety";

/** Email and second factor, as Cognito has them. */
export const safetyQuery = queryOptions({ queryKey: ["me", "safety"], queryFn: readSafety });

/** What an authenticator app reads from the QR code. */
export function otpauthUri(secret: string, email: string): string {
  const label = encodeURIComponent(`Cruddur:${email}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Cruddur`;
}

/** In fours, to be typed. */
export const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");
