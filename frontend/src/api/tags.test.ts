import { beforeEach, describe, expect, it } from "vitest";
import { askIfChanged, forgetTags } from "./tags";

const LIST = "http://localhost/api/v1/feeds/home";

/** A server with one list; notes which tags it was asked with. */
function serve(list = { body: "[1]", tag: 'W/"a"' as string | null }) {
  const asked: (string | null)[] = [];
  const send = (request: Request) => {
    const known = request.headers.get("If-None-Match");
    asked.push(known);
    if (list.tag !== null && known === list.tag) {
      return Promise.resolve(new Response(null, { status: 304 }));
    }
    const headers = list.tag === null ? {} : { ETag: list.tag };
    return Promise.resolve(new Response(list.body, { headers }));
  };
  const ask = async (url = LIST, method = "GET") => {
    const response = await askIfChanged(new Request(url, { method }), send);
    return { status: response.status, text: await response.text() };
  };
  return { asked, ask, list };
}

describe("a list that was asked for before", () => {
  beforeEach(forgetTags);

  it("is asked for with its tag, and unchanged it is answered as it was", async () => {
    const { asked, ask } = serve();
    await ask();
    expect(await ask()).toEqual({ status: 200, text: "[1]" });
    expect(asked).toEqual([null, 'W/"a"']);
  });

  it("is new where it has changed, with the tag of now", async () => {
    const { asked, ask, list } = serve();
    await ask();
    Object.assign(list, { body: "[2]", tag: 'W/"b"' });
    expect((await ask()).text).toBe("[2]");
    expect((await ask()).text).toBe("[2]");
    expect(asked).toEqual([null, 'W/"a"', 'W/"b"']);
  });

  it("is unknown to whoever signs in next, also where it is answered late", async () => {
    const { asked, ask } = serve();
    const late = ask();
    forgetTags();
    await late;
    await ask();
    expect(asked).toEqual([null, null]);
  });

  it("is asked for bare where it has no tag, is a later page, or is no question", async () => {
    const { asked, ask } = serve();
    for (const url of [`${LIST}?cursor=7`, `${LIST}?cursor=7`]) await ask(url);
    await ask(LIST, "POST");
    const untagged = serve({ body: "[1]", tag: null });
    await untagged.ask();
    await untagged.ask();
    expect([...asked, ...untagged.asked]).toEqual([null, null, null, null, null]);
  });

  it("is forgotten when many others were asked for since", async () => {
    const { asked, ask } = serve();
    await ask();
    for (let other = 0; other < 20; other += 1) await ask(`${LIST}?limit=${other}`);
    await ask();
    expect(asked.at(-1)).toBeNull();
  });
});
