interface Router {
  state: { location: { pathname: string } };
  subscribe: (listen: (state: Router["state"]) => void) => () => void;
}

/** Takes out of the head what the server said of the page that was opened, once it is left. */
export function forgetPageHead(router: Router): void {
  const opened = router.state.location.pathname;
  const stop = router.subscribe(({ location }) => {
    if (location.pathname === opened) return;
    document.head.querySelectorAll("[data-page]").forEach((element) => element.remove());
    stop();
  });
}
