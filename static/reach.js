/* For keyboard and screen reader: the page's language, its theme for what opens above it, focus for what only scrolls;
   of a chart its finding and its table are read out, not each mark by the names of columns. */
(() => {
  if (window.boardReach) return;
  window.boardReach = true;
  const SCROLLS = '[data-testid="stCode"] pre, [data-testid="stVerticalBlock"][overflow="auto"], [class*="st-key-wide_"]';
  const reach = () => {
    const mark = document.querySelector("[data-board-language]");
    if (mark && document.documentElement.lang !== mark.dataset.boardLanguage) document.documentElement.lang = mark.dataset.boardLanguage;
    const app = document.querySelector(".stApp");
    if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
    for (const drawing of document.querySelectorAll('[data-testid="stVegaLiteChart"][aria-label] svg')) drawing.setAttribute("aria-hidden", "true");
    for (const block of document.querySelectorAll(SCROLLS)) {
      const moves = block.scrollHeight > block.clientHeight + 1 || block.scrollWidth > block.clientWidth + 1;
      if (moves && !block.hasAttribute("tabindex")) block.tabIndex = 0;
    }
  };
  let waiting = 0;
  new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(reach, 120); }).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", reach);
  reach();
})();
