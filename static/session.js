/* Looks after the sign-in: when it has ended, the page goes to sign-in instead of showing a lost connection. */
(() => {
  if (window.boardSession) return;
  window.boardSession = true;
  const EVERY_MS = 15000;
  let asking = false;
  // The page that was left. "/" is nobody's page: Streamlit goes there by itself when the sign-in has ended.
  let left = location.pathname + location.search;
  const note = () => { if (location.pathname !== "/") left = location.pathname + location.search; };
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name];
    history[name] = function (...given) { own.apply(this, given); note(); };
  }
  addEventListener("popstate", note);
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch("/whoami", { cache: "no-store", credentials: "same-origin" });
      if (answer.status === 401) {
        location.replace("/sign-in?why=ended&next=" + encodeURIComponent(left));
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
