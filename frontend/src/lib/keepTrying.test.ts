import { expect, test, vi } from "vitest";
import { keepTrying } from "./keepTrying";

test("what does not load at first is tried again when the connection is back", async () => {
  const load = vi.fn<() => Promise<string>>();
  load.mockRejectedValueOnce(new TypeError("Failed to fetch")).mockResolvedValue("here");
  const loaded = keepTrying(load);
  await Promise.resolve();
  await Promise.resolve();
  window.dispatchEvent(new Event("online"));
  await expect(loaded).resolves.toBe("here");
  expect(load).toHaveBeenCalledTimes(2);
});
