/* Says Streamlit's own few English words on the drop zone in Chinese. */
(() => {
  if (window.boardWords) return;
  window.boardWords = true;
  const SAID = { Upload: "选择文件", "Browse files": "选择文件", "Drag and drop file here": "拖到这里", "Drag and drop files here": "拖到这里" };
  const say = (text) => SAID[text.trim()] || text.replace(/^(\d+)MB per file(.*)$/, (all, size, more) =>
    `拖到这里，或点击选择；每个文件不超过 ${size} MB${more.replace(/ • /g, "，")}`);
  const speak = (zone) => {
    const walk = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.parentElement.closest('[data-testid="stIconMaterial"]')) continue;
      const said = say(node.data);
      if (said !== node.data) node.data = said;
    }
  };
  const all = () => document.querySelectorAll('[data-testid="stFileUploaderDropzone"]').forEach(speak);
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  all();
})();
