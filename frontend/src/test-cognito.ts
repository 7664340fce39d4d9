import { vi } from "vitest";

/* For tests only: Amplify as it is, against answers of the shapes in Cognito's API reference. */

const CLIENT = "3n4b5urk1ft4fl3mg5e62d9ado";
const config = {
  region: "eu-west-1",
  user_pool_id: "eu-west-1_EXAMPLE",
  client_id: CLIENT,
  cognito_endpoint: "http://cognito.test",
};
export const jwt = (claims: object) =>
  ["e30", btoa(JSON.stringify(claims)).replace(/=+$/, ""), "c2ln"].join(".");

/** What ends a sign-in well. */
export function tokens(): Reply {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  return {
    AuthenticationResult: {
      AccessToken: jwt({ exp, client_id: CLIENT, username: "5a1c" }),
      IdToken: jwt({ exp, "cognito:username": "5a1c" }),
      RefreshToken: "refresh",
      TokenType: "Bearer",
      ExpiresIn: 3_600,
    },
  };
}

/** Tokens as Amplify keeps them, good for an hour. */
export function keepTokens(): void {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const at = `CognitoIdentityServiceProvider.${CLIENT}`;
  localStorage.setItem(`${at}.LastAuthUser`, "ada");
  localStorage.setItem(`${at}.ada.accessToken`, jwt({ exp, client_id: CLIENT, origin_jti: "o" }));
  localStorage.setItem(`${at}.ada.idToken`, jwt({ exp, "cognito:username": "ada" }));
  localStorage.setItem(`${at}.ada.refreshToken`, "refresh");
  localStorage.setItem(`${at}.ada.clockDrift`, "0");
}

export interface Asked {
  action: string;
  body: Record<string, unknown>;
}
export type Reply = Record<string, unknown> | { status: number; body: Record<string, unknown> };

export const refused = (type: string, message: string): Reply => ({
  status: 400,
  body: { __type: type, message },
});
/** Answers Cognito's actions; a list is given out one by one. */
export function cognito(replies: Record<string, Reply | Reply[]>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input instanceof URL ? input.href : input, init);
    if (request.url.includes("/api/v1/config")) return Response.json(config);
    const action = request.headers.get("x-amz-target")?.split(".")[1] ?? request.url;
    const body = JSON.parse(await request.text()) as Record<string, unknown>;
    if (action !== "GetUser") asked.push({ action, body });
    const reply = replies[action];
    const next = Array.isArray(reply) ? reply.shift() : reply;
    if (!next) throw new Error(`No answer to ${action}`);
    const failed = "status" in next && "body" in next;
    return Response.json(failed ? next.body : next, { status: failed ? Number(next.status) : 200 });
  });
  return asked;
}
