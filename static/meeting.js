/* The meeting by keys: shows one slide of the deck at a time, turns them, calls up units. Works without the server. */
(() => {
  if (window.boardMeeting) return;
  window.boardMeeting = true;
  const root = document.documentElement;
  const rule = document.head.appendChild(document.createElement("style"));
  const now = { slide: 1, unit: "", typed: "", open: "", auto: false, left: 0, known: null, calm: 0, waits: false };

  const deck = () => document.querySelector(".st-key-meeting .deck");
  const fact = (name) => deck()?.dataset[name] || "";
  const total = () => Number(fact("total")) || 1;
  const unitAt = () => Number(fact("unitAt"));
  const keyOf = (number) => fact("keys").split(" ")[number - 1] || "";
  const place = () => "meeting " + fact("place");

  const keep = () => sessionStorage.setItem(place(), JSON.stringify([now.slide, now.unit]));
  const recall = () => {
    try { [now.slide, now.unit] = JSON.parse(sessionStorage.getItem(place())) || [1, ""]; } catch { /* the first */ }
  };

  function show() {
    if (!deck()) { rule.textContent = ""; delete root.dataset.meetingKey; delete root.dataset.meetingTurning; return; }
    now.slide = Math.min(Math.max(now.slide, 1), total());
    const shown = now.unit
      ? `.slide[data-unit="${CSS.escape(now.unit)}"]`
      : `.slide[data-n="${now.slide}"]:not([data-unit])`;
    const near = now.typed ? `.unit-list li:not([data-number^="${CSS.escape(now.typed)}"]){opacity:.25}` : "";
    const over = now.open ? `.st-key-meeting .${now.open}{display:block}` : "";
    rule.textContent = `.st-key-meeting ${shown}{display:flex}${near}${over}`;
    root.dataset.meetingKey = now.unit ? "unit" : keyOf(now.slide);
    const clock = deck().querySelector(".clock");
    root.toggleAttribute("data-meeting-turning", now.auto);
    clock.textContent = now.auto ? "▶ " + fact("auto").replace("%", now.left) : "";
    const finding = document.querySelector(`.st-key-meeting ${shown} h1`);
    if (finding) document.title = finding.textContent;
    keep();
  }

  function go(number) {
    const leavingAside = now.unit && now.slide !== unitAt();
    if (!(leavingAside && number > now.slide)) now.slide = Math.min(Math.max(number, 1), total());
    Object.assign(now, { unit: "", typed: "", open: "", left: Number(fact("seconds")) });
    show();
  }

  function call(digit) {
    const typed = now.typed + digit;
    const numbers = [...document.querySelectorAll(".unit-list li")].map((item) => item.dataset.number);
    if (numbers.includes(typed)) {
      Object.assign(now, { unit: typed, typed: "", open: "", left: Number(fact("seconds")) });
      if (unitAt()) now.slide = unitAt();
    } else if (numbers.some((number) => number.startsWith(typed))) {
      Object.assign(now, { typed, open: "unit-list" });
    } else {
      Object.assign(now, { typed: "", open: "unit-list" });
    }
    show();
  }

  const press = (name) => document.querySelector(`.st-key-${name} button`)?.click();
  const toggle = (what) => { now.open = now.open === what ? "" : what; now.typed = ""; show(); };
  const fullScreen = () =>
    document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {});
  const back = () => {
    if (now.open || now.typed) { Object.assign(now, { open: "", typed: "" }); show(); }
    else if (document.fullscreenElement) document.exitFullscreen();
    else press("meeting_leave");
  };
  const auto = () => { now.auto = !now.auto; now.left = Number(fact("seconds")); show(); };

  const decide = () => {
    const at = fact("keys").split(" ").indexOf("decisions") + 1;
    if (at) { Object.assign(now, { unit: "" }); go(at); }
    document.querySelector(".st-key-meeting_entry textarea")?.focus();
  };

  const byKey = {
    ArrowRight: () => go(now.slide + 1), PageDown: () => go(now.slide + 1),
    ArrowLeft: () => go(now.slide - 1), PageUp: () => go(now.slide - 1),
    Home: () => go(1), End: () => go(total()), Escape: back,
    Backspace: () => { now.typed = now.typed.slice(0, -1); show(); },
    "?": () => toggle("key-list"),
  };
  const byCode = {
    KeyP: auto, KeyF: fullScreen, KeyU: () => toggle("unit-list"), KeyH: () => toggle("key-list"),
    KeyR: () => press("meeting_take"), KeyD: decide,
  };

  function deed(event) {
    if (event.key === " ") return () => go(now.slide + (event.shiftKey ? -1 : 1));
    if (/^[0-9]$/.test(event.key)) return () => call(event.key);
    return byKey[event.key] || byCode[event.code];
  }

  // A server that has come back knows the page again only when its first run is over: till then nothing is stored.
  const isLost = () => root.hasAttribute("data-meeting-lost");
  const watch = () => {
    const app = document.querySelector(".stApp");
    if (!deck() || !app) return;
    if (app.dataset.testConnectionState !== "CONNECTED") { root.setAttribute("data-meeting-lost", ""); now.calm = 0; return; }
    now.calm = app.dataset.testScriptState === "notRunning" ? now.calm + 1 : 0;
    if (!isLost() || now.calm < 3) return;
    root.removeAttribute("data-meeting-lost");
    if (now.waits) press("meeting_store");
    now.waits = false;
  };
  setInterval(watch, 400);

  const isTyping = () => document.activeElement?.closest?.(".st-key-meeting_entry");
  function stored(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !deck() || !isTyping()) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.activeElement.blur(); // what was typed counts, as before a click
    if (isLost()) now.waits = true;
    else setTimeout(() => press("meeting_store"), 50);
    return true;
  }

  function pressed(event) {
    if (stored(event)) return;
    if (!deck() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest?.("input, textarea, select, [contenteditable], [role=listbox], [role=dialog] button");
    if (field) {
      if (event.key === "Escape") field.blur();
      return;
    }
    if (event.target.closest?.("button") && (event.key === " " || event.key === "Enter")) return;
    const act = deed(event);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }
  addEventListener("keydown", pressed, true);

  let touched = null;
  addEventListener("touchstart", (event) => { touched = deck() ? event.touches[0].clientX : null; }, { passive: true });
  addEventListener("touchend", (event) => {
    const moved = touched === null ? 0 : event.changedTouches[0].clientX - touched;
    if (Math.abs(moved) > innerWidth / 8) go(now.slide + (moved < 0 ? 1 : -1));
  }, { passive: true });

  setInterval(() => {
    if (!deck() || !now.auto || now.open || isTyping()) return;
    now.left -= 1;
    if (now.left <= 0) go(now.slide >= total() ? 1 : now.slide + 1);
    else show();
  }, 1000);

  // Streamlit draws and redraws the deck: take up the place again whenever another one stands there.
  const look = () => {
    const found = deck();
    if (found === now.known) return;
    if (found && !now.known) { recall(); now.auto = false; }
    now.known = found;
    show();
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
})();
