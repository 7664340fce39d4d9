/** The row of this button is about to go: its neighbour's button takes the focus, or the heading. */
export function focusNext(button: HTMLElement): void {
  const row = button.closest("li");
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const to = neighbour?.querySelector<HTMLElement>("button:last-of-type");
  (to ?? document.querySelector<HTMLElement>("#main"))?.focus({ preventScroll: true });
}
