import { createMemoryRouter } from "react-router";
import { expect, it } from "vitest";
import { forgetPageHead } from "./pageHead";

const canonical = () => document.head.querySelector("link[rel=canonical]");

it("forgets what the head said of a page when that is left", async () => {
  document.head.innerHTML = `<link rel="icon" href="/i"><link rel="canonical" href="/@ada" data-page>`;
  const router = createMemoryRouter([{ path: "*", element: null }], { initialEntries: ["/@ada"] });
  forgetPageHead(router);
  await router.navigate("/@ada?tab=x");
  expect(canonical()).not.toBeNull();
  await router.navigate("/@ada/1");
  expect(canonical()).toBeNull();
  expect(document.head.children).toHaveLength(1);
});
