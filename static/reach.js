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
  // A menu or form that opens above the page stands at its end: the keyboard goes into it, and back where it came from.
  const OPENED = '[data-testid="stTopNavPopoverBody"], [data-testid="stPopoverBody"]';
  const OPENER = '[data-testid="stTopNavSection"], [data-testid="stPopoverButton"]';
  let opened = null, opener = null;
  const enter = () => {
    const found = document.querySelector(OPENED), here = document.activeElement;
    if (found && found !== opened && here?.closest(OPENER)) {
      opener = here; opened = found;
      found.tabIndex = -1;
      (found.querySelector('[data-testid="stTopNavDropdownLink"]') || found).focus({ preventScroll: true });
    }
    if (!found && opened) {
      if (here === document.body && opener.isConnected) opener.focus();
      opened = null;
    }
  };
  let waiting = 0;
  new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(() => { reach(); enter(); }, 120); }).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", reach);
  reach();
})();
