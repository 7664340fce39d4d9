// What the bench of the browser has every page note, in its own time: frames, and how long it
// takes from a press until something is in the document.
const watched = { frames: [], waits: [] }
window.watched = watched

let before = 0
requestAnimationFrame(function frame(now) {
  if (before) watched.frames.push(now - before)
  before = now
  requestAnimationFrame(frame)
})

/** Notes the ms from the next press, or from going back, until `is()` holds. */
window.watchUntil = (is, { from = 'click' } = {}) => {
  const begin = (event) => {
    const started = event.timeStamp
    const note = () => {
      if (!is()) return
      observer.disconnect()
      watched.waits.push(performance.now() - started)
    }
    const observer = new MutationObserver(note)
    observer.observe(document.documentElement, { childList: true, subtree: true })
  }
  window.addEventListener(from, begin, { capture: true, once: true })
}
