/* Says Streamlit's own few English words on the drop zone in the page's language; the page brings them as data. */
(() => {
  if (window.boardWords) return;
  window.boardWords = true;
  const said = () => JSON.parse(document.querySelector("[data-board-words]")?.dataset.boardWords || "{}");
  const say = (words, text) => words[text.trim()] || text.replace(/^(\d+)MB per file/, (all, size) => words.limit.replace("{size}", size));
  const speak = (words, zone) => {
    const walk = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('[data-testid="stIconMaterial"]')) continue;
      const shown = say(words, node.data);
      if (shown !== node.data) node.data = shown;
    }
  };
  const all = () => {
    const words = said();
    if (words.limit) document.querySelectorAll('[data-testid="stFileUploaderDropzone"]').forEach((zone) => speak(words, zone));
  };
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  all();
})();
