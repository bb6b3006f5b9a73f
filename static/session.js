/* Looks after the sign-in: when it has ended, the page goes to sign-in instead of showing a lost connection. */
(() => {
  if (window.boardSession) return;
  window.boardSession = true;
  const EVERY_MS = 15000;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch("/whoami", { cache: "no-store", credentials: "same-origin" });
      if (answer.status === 401) {
        const here = location.pathname + location.search;
        location.replace("/sign-in?why=ended&next=" + encodeURIComponent(here));
      }
    } catch { /* the server can't be reached: Streamlit says so itself */ }
    asking = false;
  };
  setInterval(ask, EVERY_MS);
  addEventListener("focus", ask);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  // A lost connection is drawn outside the app's own block: ask at once when something is added there.
  new MutationObserver(ask).observe(document.body, { childList: true });
  ask();
})();
