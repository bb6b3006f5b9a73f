/* Says Streamlit's own few words in the board's, shown or only read out; the page brings them in its language. */
(() => {
  if (window.boardWords) return;
  window.boardWords = true;
  const READ_OUT = ["aria-label", "placeholder", "alt", "title"];
  const SHOWN = '[data-testid="stFileUploaderDropzone"], [data-testid="stTooltipContent"], [data-testid="stSkipToContent"], [role="dialog"]';
  const said = () => JSON.parse(document.querySelector("[data-board-words]")?.dataset.boardWords || "{}");
  // "Fullscreen: title" and "Help for name" begin with words of Streamlit's; the rest is ours.
  const say = (words, text) => {
    if (words[text.trim()]) return words[text.trim()];
    const [all, start, rest] = /^(.+?)(?:: | for )(.*)$/s.exec(text) || [];
    if (all && words[start]) return words[start] + "：" + rest;
    return text.replace(/^(\d+)MB per file/, (_all, size) => words.limit.replace("{size}", size));
  };
  const theirs = new Map(); // what is said → what Streamlit had said, for a change of language
  const put = (words, text) => {
    const first = theirs.get(text) ?? text, shown = say(words, first);
    if (shown !== first) theirs.set(shown, first);
    return shown;
  };
  const speak = (words, part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('[data-testid="stIconMaterial"]')) continue;
      const shown = put(words, node.data);
      if (shown !== node.data) node.data = shown;
    }
  };
  const all = () => {
    const words = said();
    if (!words.limit) return;
    document.querySelectorAll(SHOWN).forEach((part) => speak(words, part));
    for (const name of READ_OUT) {
      for (const part of document.querySelectorAll(`[${name}]`)) {
        const text = part.getAttribute(name), shown = put(words, text);
        if (shown !== text) part.setAttribute(name, shown);
      }
    }
  };
  let waiting = 0;
  new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(all, 80); }).observe(document.body, { childList: true, subtree: true });
  all();
})();
