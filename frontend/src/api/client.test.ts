import { beforeEach, describe, expect, it, vi } from "vitest";
import { authorisedFetch, unwrap } from "./client";
import { ApiError, inWords, NetworkError } from "./errors";
import * as session from "./session";

vi.mock("./session");
const token = vi.mocked(session.accessToken);
const ended = vi.mocked(session.endSession);

const answer = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
const bearers = (sent: Request[]) => sent.map((request) => request.headers.get("Authorization"));

function serve(...answers: Response[]): Request[] {
  const sent: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    sent.push(request);
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new TypeError("Failed to fetch"));
  });
  return sent;
}
const aRequest = () => new Request("http://localhost/api/v1/me", { method: "POST", body: "{}" });

describe("a request with a token", () => {
  beforeEach(() => {
    vi.resetAllMocks();
    token.mockImplementation(({ renew } = {}) => Promise.resolve(renew ? "new" : "old"));
  });

  it("is sent again once with a new one, body and all, when the first is refused", async () => {
    const sent = serve(answer(401), answer(200));
    const response = await authorisedFetch(aRequest());
    expect(response.status).toBe(200);
    expect(bearers(sent)).toEqual(["Bearer old", "Bearer new"]);
    expect(await sent[1]?.text()).toBe("{}");
    expect(ended).not.toHaveBeenCalled();
  });

  it("ends the session when the new one is refused too", async () => {
    const sent = serve(answer(401), answer(401), answer(200));
    await authorisedFetch(aRequest());
    expect(sent).toHaveLength(2);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("does not end the session when the network fails", async () => {
    serve();
    await expect(authorisedFetch(aRequest())).rejects.toBeInstanceOf(NetworkError);
    expect(ended).not.toHaveBeenCalled();
  });

  it("is sent bare when signed out, and a 401 is then just an answer", async () => {
    token.mockResolvedValue(null);
    const sent = serve(answer(401));
    expect((await authorisedFetch(aRequest())).status).toBe(401);
    expect(bearers(sent)).toEqual([null]);
  });
});

describe("a refusal", () => {
  const refused = (status: number, error: unknown) =>
    unwrap(Promise.resolve({ error, response: answer(status) })).catch((thrown: unknown) => thrown);

  it("carries the code, the words and the fields of the problem document", async () => {
    const error = await refused(400, {
      code: "invalid",
      detail: "Look again.",
      errors: [{ field: "text", code: "too_long", detail: "At most 500." }],
    });
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: "invalid", status: 400 });
    expect((error as ApiError).field("text")).toBe("At most 500.");
    expect(inWords(error)).toBe("Look again.");
  });

  it("has words even when the answer is no problem document", async () => {
    const error = await refused(502, "<html>");
    expect(error).toMatchObject({ code: "http_502" });
    expect(inWords(error)).toMatch(/our side/);
  });
});
