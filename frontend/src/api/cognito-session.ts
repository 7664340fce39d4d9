import { Amplify } from "aws-amplify";
import { fetchAuthSession, signOut } from "aws-amplify/auth";
import type { Config } from "./types";

export interface AccessToken {
  text: string;
  /** Seconds since the epoch. */
  expires: number;
}

export function configure(config: Config): void {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: config.user_pool_id,
        userPoolClientId: config.client_id,
        ...(config.cognito_endpoint ? { userPoolEndpoint: config.cognito_endpoint } : {}),
      },
    },
  });
}

/** The access token, refreshed by Amplify when it is due; null when nobody is signed in. */
export async function readToken(forceRefresh: boolean): Promise<AccessToken | null> {
  const { tokens } = await fetchAuthSession({ forceRefresh });
  if (!tokens) return null;
  return { text: tokens.accessToken.toString(), expires: tokens.accessToken.payload.exp ?? 0 };
}

export const forget = (): Promise<void> => signOut();
