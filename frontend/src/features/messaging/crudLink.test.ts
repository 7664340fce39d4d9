import { expect, it } from "vitest";
import { crudIn } from "./crudLink";

const here = "https://cruddur.test";

it.each([
  [`${here}/@ada/123`, { id: "123", alone: true }],
  [` ${here}/@ada/123/ `, { id: "123", alone: true }],
  [`${here}/@ada/123?from=x#a`, { id: "123", alone: true }],
  [`look at ${here}/@ada/123 please`, { id: "123", alone: false }],
  [`https://elsewhere.test/@ada/9 and ${here}/@ada/123`, { id: "123", alone: false }],
  [`${here}/@ada`, null],
  [`${here}/@ada/123/quotes`, null],
  ["https://elsewhere.test/@ada/123", null],
  ["@ada/123", null],
])("%s", (text, found) => expect(crudIn(text, here)).toEqual(found));
