// The review page with a keyboard. Everything here also works, slower, without it.
"use strict";
(() => {
  const body = document.body;
  const base = location.pathname.replace(/[^/]*$/, "");
  const findings = [...document.querySelectorAll(".finding[data-id]")];
  const byId = new Map(findings.map((finding) => [finding.dataset.id, finding]));
  const $ = (id) => document.getElementById(id);
  const say = (text) => { const said = $("said"); if (said) said.textContent = text; };

  document.querySelectorAll(".js").forEach((one) => { one.hidden = false; });
  document.querySelectorAll(".nojs").forEach((one) => { one.hidden = true; });

  // Filter and search.
  const filters = document.querySelector(".filters");
  const words = new Map();
  const wordsOf = (finding) => {
    if (!words.has(finding)) {
      const parts = [...finding.querySelectorAll("header, .sides, .why")];
      words.set(finding, parts.map((part) => part.textContent).join(" ").toLowerCase());
    }
    return words.get(finding);
  };
  const outletsOf = (finding) => finding.dataset.outlets.split("\n");
  function filter() {
    if (!filters) return;
    const want = Object.fromEntries(new FormData(filters));
    const q = want.q.trim().toLowerCase();
    let shown = 0;
    for (const finding of findings) {
      const { severity, code, status } = finding.dataset;
      const keep = (!want.severity || want.severity === severity) && (!want.code || want.code === code)
        && (!want.status || want.status === status) && (!want.outlet || outletsOf(finding).includes(want.outlet))
        && (!q || wordsOf(finding).includes(q));
      if (finding.hidden === keep) finding.hidden = !keep;
      if (keep) shown += 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    }
    $("showing").textContent = shown === findings.length ? "" : `${shown} shown`;
    const query = new URLSearchParams(Object.entries(want).filter((one) => one[1]));
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  }
  if (filters) {
    filters.addEventListener("input", filter);
    filters.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  }

  // Decide.
  const done = JSON.parse(sessionStorage.getItem("undo") || "[]");
  function remember() { sessionStorage.setItem("undo", JSON.stringify(done.slice(-100))); }
  const valueOf = (form) => ({
    decision: form.closest(".finding").dataset.status || "open",
    why: form.dataset.why || "", until: form.dataset.until || "", who: form.dataset.who || "",
  });
  function show(finding, decided) {
    const form = finding.querySelector(".decide");
    const text = form.querySelector(".decided");
    finding.dataset.status = decided.status;
    form.elements.seen.value = decided.seen;
    form.elements.why.value = decided.why;
    form.elements.until.value = decided.until;
    Object.assign(form.dataset, { why: decided.why, until: decided.until, who: decided.who });
    text.replaceChildren();
    if (decided.status === "open") {
      text.textContent = decided.seen ? `open again: ${decided.until} has passed` : "open";
    } else {
      const strong = document.createElement("strong");
      strong.textContent = decided.status;
      text.append(strong, decided.who ? ` by ${decided.who}` : "", decided.when ? `, ${decided.when}` : "",
        decided.until ? `, until ${decided.until}` : "");
    }
    form.querySelector(".back").hidden = !decided.seen;
  }
  function showProgress(progress) {
    const text = $("progress-text");
    if (!text) return;
    text.textContent = `${progress.decided} of ${progress.total} decided`;
    const bar = document.querySelector("progress");
    bar.max = progress.total;
    bar.value = progress.decided;
  }
  function alertOn(message) {
    const alerts = $("alerts");
    let line = $("alert-now");
    if (!line) {
      line = document.createElement("p");
      line.className = "alert";
      line.id = "alert-now";
      alerts.append(line);
    }
    line.textContent = message;
    line.hidden = !message;
  }
  async function send(finding, fields) {
    const form = finding.querySelector(".decide");
    const sent = { id: finding.dataset.id, seen: form.elements.seen.value, ...fields };
    finding.setAttribute("aria-busy", "true");
    try {
      const answer = await (await fetch(`${base}decide`, {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(sent),
      })).json();
      const note = form.elements.why.value;
      if (answer.ok || answer.stale) {
        show(finding, answer.decision);
        showProgress(answer.progress);
      }
      if (answer.ok) {
        alertOn("");
      } else {
        // What was written is kept for another try.
        if (note && note !== answer.decision.why) form.elements.why.value = note;
        alertOn(`Finding ${finding.id.replace("finding-", "")}: ${answer.message}`);
      }
      say(answer.message);
      return answer.ok;
    } catch (error) {
      alertOn(`Not saved: gainsay does not answer (${error.message}). Your note is still here.`);
      return false;
    } finally {
      finding.removeAttribute("aria-busy");
    }
  }
  // One after the other: who presses two keys quickly means the second.
  let last = Promise.resolve();
  function inTurn(work) {
    last = last.then(work, work);
    return last;
  }
  const decide = (finding, decision) => inTurn(() => decideNow(finding, decision));
  const undo = () => inTurn(undoNow);
  async function decideNow(finding, decision) {
    const form = finding.querySelector(".decide");
    const before = valueOf(form);
    const next = neighbour(finding, 1);
    const ok = await send(finding, {
      decision, why: form.elements.why.value, until: form.elements.until.value, who: "",
    });
    if (!ok) return;
    done.push({ id: finding.dataset.id, before });
    remember();
    filter();
    if (finding.hidden && next) focusOn(next);
  }
  async function undoNow() {
    const latest = done.pop();
    if (!latest) { say("Nothing to undo."); return; }
    remember();
    const finding = byId.get(latest.id);
    if (!finding) { say("That finding is not on this page."); return; }
    if (await send(finding, latest.before)) say("Undone.");
    filter();
    if (!finding.hidden) focusOn(finding);
  }
  for (const finding of findings) {
    const form = finding.querySelector(".decide");
    Object.assign(form.dataset, { why: form.elements.why.value, until: form.elements.until.value });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter;
      if (button) decide(finding, button.value);
    });
  }
  $("undo")?.addEventListener("click", undo);

  // Move.
  const visible = () => findings.filter((finding) => !finding.hidden);
  function current() {
    const at = document.activeElement?.closest?.(".finding[data-id]");
    return at || (location.hash && document.querySelector(`${CSS.escape ? "#" + CSS.escape(location.hash.slice(1)) : "none"}.finding`)) || null;
  }
  function neighbour(from, step) {
    const all = visible();
    const at = all.indexOf(from);
    if (at < 0) return step > 0 ? all[0] : all[all.length - 1];
    return all[at + step];
  }
  function focusOn(finding) {
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "start" });
    history.replaceState(null, "", `${location.pathname}${location.search}#${finding.id}`);
  }
  const keys = $("keys");
  if (keys) {
    keys.checked = localStorage.getItem("keys") !== "off";
    keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  }
  const help = $("help");
  $("help-open")?.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && typing && !event.target.closest("dialog")) {
      (event.target.closest(".finding") || body).focus();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (keys && !keys.checked && event.key !== "?") return;
    const only = findings.length === 1 && !filters ? findings[0] : null;
    const at = only || current();
    const acts = {
      j: () => { const next = at ? neighbour(at, 1) : visible()[0]; if (next) focusOn(next); else say("The last finding."); },
      k: () => { const next = at ? neighbour(at, -1) : visible()[0]; if (next) focusOn(next); else say("The first finding."); },
      a: () => at && decide(at, "accepted"),
      d: () => at && decide(at, "dismissed"),
      f: () => at && decide(at, "to-fix"),
      n: () => at && at.querySelector("textarea").focus(),
      s: () => at && filters && at.querySelector(".beside").click(),
      u: undo,
      "/": () => $("search")?.focus(),
      "?": () => help?.showModal(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    if (!at && "adfns".includes(event.key)) { say("Choose a finding first: j."); return; }
    act();
  });

  // What others decide, and articles that change.
  async function poll() {
    if (document.hidden) return;
    try {
      const state = await (await fetch(`${base}state`, { headers: { Accept: "application/json" } })).json();
      if ($("changed")) $("changed").hidden = state.stamp === body.dataset.version;
      showProgress(state.progress);
      if (state.problem) alertOn(state.problem);
      for (const finding of findings) {
        const form = finding.querySelector(".decide");
        const decided = state.decisions[finding.dataset.id];
        const seen = decided ? decided.seen : "";
        const busy = finding.hasAttribute("aria-busy") || document.activeElement === form.elements.why
          || form.elements.why.value !== form.dataset.why;
        if (seen !== form.elements.seen.value && !busy) {
          show(finding, decided || { status: "open", who: "", when: "", why: "", until: "", seen: "" });
        }
      }
    } catch { /* The server is gone; the next decision says so. */ }
  }
  setInterval(poll, 4000);

  // Side by side: each article at its passage.
  for (const text of document.querySelectorAll(".pane .text")) {
    const mark = text.querySelector("mark");
    if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
  }
  if (filters) {
    filter();
    if (location.hash.startsWith("#finding-")) document.getElementById(location.hash.slice(1))?.focus();
  }
})();
