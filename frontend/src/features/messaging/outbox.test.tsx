import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { fakeApi, renderPage, type Call } from "@/test-api";
import { outbox, useOutbox } from "./outbox";

function Sender() {
  const { unsent, send, retry } = useOutbox("x");
  return (
    <>
      <button onClick={() => send("hello")}>Send</button>
      {unsent.map((one) => (
        <p key={one.clientId}>
          {one.state}: {one.reason}
          <button onClick={() => retry(one)}>Try again</button>
        </p>
      ))}
    </>
  );
}

const PATH = "/conversations/x/messages";
const clientIds = (calls: Call[]) =>
  calls.map((call) => (call.body as { client_id: string }).client_id);
const message = { id: "1", conversation_id: "x", client_id: "any", text: "hello" };

describe("the outbox", () => {
  afterEach(() => outbox.set([]));

  it("retries under the same client_id, and is empty once the API has it", async () => {
    const calls = fakeApi({ [`POST ${PATH}`]: ["unreachable", { status: 201, body: message }] });
    renderPage(<Sender />);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    await waitFor(() => expect(outbox.get()).toEqual([]));
    const [first, second] = clientIds(calls);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
  });

  it("keeps what was refused, says why, and survives a reload", async () => {
    const refused = {
      code: "invalid",
      detail: "Look again.",
      errors: [{ field: "text", code: "x", detail: "Too long." }],
    };
    fakeApi({ [`POST ${PATH}`]: { status: 400, body: refused } });
    renderPage(<Sender />);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/failed: Too long\./)).toBeVisible();
    expect(localStorage.getItem("cruddur.outbox")).toContain('"text":"hello"');
  });

  it("gives two messages with the same words two client_ids, in order", async () => {
    const calls = fakeApi({ [`POST ${PATH}`]: { status: 201, body: message } });
    renderPage(<Sender />);
    await userEvent.dblClick(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(new Set(clientIds(calls)).size).toBe(2);
  });
});
