// When messages were sent and when they were in the document, by the machine's clock: the two ends
// are two pages.
const talking = { sent: [], shown: {} }
window.talking = talking

const clock = (time) => performance.timeOrigin + time

document.addEventListener(
  'keydown',
  (event) => {
    if (event.key === 'Enter') talking.sent.push(clock(event.timeStamp))
  },
  { capture: true },
)
new MutationObserver(() => {
  for (const list of document.querySelectorAll('main ol')) {
    for (const found of list.textContent.matchAll(/Word (\d+)\./g)) {
      talking.shown[found[1]] ??= clock(performance.now())
    }
  }
}).observe(document, { childList: true, subtree: true, characterData: true })
