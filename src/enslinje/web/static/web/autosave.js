// Saves a section while it is written: after a pause, on leaving the field, on leaving the page.
// What the server has not acknowledged stays in this browser, by person, field and what it rests on,
// and comes back after a failed server, an ended session or a closed browser. The field itself is
// never replaced while somebody types; what becomes of a conflict its reader chooses.
// `ofPerson` is that of drafts.js: drafts of both kinds are forgotten together.
/* global ofPerson */

const PAUSE_MS = 800;
const AGAIN_MS = [2000, 4000, 8000, 15000];
const form = document.querySelector("form[data-autosave]");
const field = form.elements.text;
const line = document.querySelector("[data-save-state]");
const panel = document.querySelector("[data-panel]");
const place = `${ofPerson(form.dataset.autosave)}${location.pathname}:text`;

let saved = form.hasAttribute("data-unsaved") ? null : field.value; // What the server has; null: not known.
let pending = null; // A save that was sent and not answered: the same key is sent again.
let isSending = false;
let isClashing = false;
let failures = 0;
let timer;

function say(words, more) {
  line.replaceChildren(words);
  if (more) {
    line.append(" ", more);
  }
}

function words(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), line.dataset[name]);
}

function keep() {
  try {
    if (!pending && field.value === saved) {
      localStorage.removeItem(place);
    } else {
      const [from, to] = [field.selectionStart, field.selectionEnd];
      const values = { base: form.elements.base.value, text: field.value, from, to, pending };
      localStorage.setItem(place, JSON.stringify({ at: Date.now(), ...values }));
    }
  } catch {
    // Storage may be off or full: saving works without.
  }
}

// A draft rests on what its writer saw, also when somebody else has saved since.
function takeUp() {
  let draft = null;
  try {
    draft = JSON.parse(localStorage.getItem(place));
  } catch {
    // Nothing kept.
  }
  const isAnswer = form.hasAttribute("data-unsaved") || document.querySelector(".conflict");
  if (!draft || isAnswer) {
    return;
  }
  if (draft.text === field.value && !draft.pending) {
    keep();
    return;
  }
  field.value = draft.text;
  form.elements.base.value = draft.base;
  pending = draft.pending;
  saved = null;
  field.focus();
  field.setSelectionRange(draft.from, draft.to);
  save();
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function body(sent) {
  const data = new FormData(form);
  data.set("do", "save");
  data.set("key", sent.key);
  data.set("base", sent.base);
  data.set("text", sent.text);
  return data;
}

// The session may have been begun anew, in another tab: then the form needs its token.
async function renew() {
  const answer = await fetch(form.dataset.renew, { headers: { Accept: "application/json" }, redirect: "error" });
  const told = await answer.json();
  if (!answer.ok || told.person !== form.dataset.autosave) {
    throw new Error("somebody else's session");
  }
  form.elements.csrfmiddlewaretoken.value = told.token;
}

async function save({ isLeaving = false } = {}) {
  clearTimeout(timer);
  if (isSending || isClashing || (!pending && field.value === saved)) {
    return;
  }
  pending ??= { key: crypto.randomUUID(), base: form.elements.base.value, text: field.value };
  keep();
  isSending = true;
  if (!failures) {
    say(words("saving"));
  }
  try {
    const options = { method: "POST", body: body(pending), headers: { Accept: "application/json" } };
    await settle(await fetch(form.action, { ...options, keepalive: isLeaving, redirect: "error" }));
  } catch {
    fail();
  }
  isSending = false;
  keep();
  if (!failures && !isClashing && (pending || field.value !== saved)) {
    later(PAUSE_MS);
  }
}

async function settle(answer) {
  if (answer.ok) {
    acknowledge(await answer.json());
  } else if (answer.status === 401) {
    end();
  } else if (answer.status === 403) {
    await renew();
    later(0);
  } else if (answer.status === 409) {
    clash(await answer.json());
  } else if (answer.status === 422) {
    refuse(await answer.json());
  } else {
    fail();
  }
}

function acknowledge(told) {
  saved = pending.text;
  pending = null;
  failures = 0;
  form.elements.base.value = told.base;
  form.elements.key.value = crypto.randomUUID();
  say(words("saved", { time: told.clock }));
  const state = document.querySelector("[data-work-state]");
  state.dataset.state = told.state.code;
  state.textContent = `${told.state.shape} ${told.state.words}`;
  tellUnbound(told.unbound);
}

function fail() {
  failures += 1;
  say(words("failed", { count: failures }));
  later(AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1]);
}

function end() {
  failures += 1;
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = `${form.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = line.dataset.enter;
  say(words("ended"), link);
  later(AGAIN_MS.at(-1));
}

// Refused as it stands: it waits for another text, and stays here until then.
function refuse(told) {
  saved = pending.text;
  pending = null;
  failures = 0;
  say(`${words("refused")} ${told.faults.join(" ")}`);
  saved = null;
  isClashing = true; // Nothing is sent until the writer types again.
}

function clash(told) {
  const mine = pending.text;
  pending = null;
  failures = 0;
  isClashing = true;
  panel.innerHTML = told.panel;
  panel.dataset.base = told.base;
  panel.dataset.mine = mine;
  say(words("clash"));
}

function choose(which) {
  const chosen = panel.querySelector(`[data-text="${which}"]`).textContent;
  // What was typed after the save that met the other's is kept: theirs and the merge are of before it.
  const typed = field.value === panel.dataset.mine ? "" : field.value;
  if (which !== "mine") {
    field.value = typed ? `${chosen}\n\n${typed}` : chosen;
  }
  form.elements.base.value = panel.dataset.base;
  panel.replaceChildren();
  isClashing = false;
  saved = which === "theirs" && !typed ? chosen : null;
  field.focus();
  keep();
  if (saved === null) {
    save();
  } else {
    say("");
  }
}

function tellUnbound(sentences) {
  const list = document.querySelector("[data-unbound]");
  list.hidden = !sentences.length;
  list.replaceChildren(
    ...sentences.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }),
  );
}

function insert(text) {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function showInserting() {
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
  }
}

async function find(event) {
  event.preventDefault();
  const asked = new URLSearchParams(new FormData(event.target));
  const answer = await fetch(`${event.target.action}?${asked}`);
  const told = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("figure-list").replaceChildren(...told.getElementById("figure-list").childNodes);
  showInserting();
}

field.addEventListener("input", () => {
  if (isClashing && !panel.childElementCount) {
    isClashing = false;
  }
  keep();
  if (!failures && !isClashing) {
    say(words("waiting"));
    later(PAUSE_MS);
  }
});
field.addEventListener("blur", () => !failures && save());
addEventListener("pagehide", () => save({ isLeaving: true }));
document.addEventListener("visibilitychange", () => (document.hidden ? save({ isLeaving: true }) : failures && save()));
addEventListener("online", () => save());

// A button sends the form itself: not while a save is under way, which it would meet as another's.
form.addEventListener("submit", (event) => {
  if (isSending) {
    event.preventDefault();
    setTimeout(() => form.requestSubmit(event.submitter), 100);
    return;
  }
  clearTimeout(timer);
  pending = null;
  keep();
});
panel.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (button) {
    choose(button.dataset.take);
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (button) {
    insert(button.dataset.insert);
  }
});
document.querySelector("[data-figures]")?.addEventListener("submit", find);
showInserting();
takeUp();
if (form.hasAttribute("data-unsaved") && !document.querySelector(".conflict, .ds-error-summary")) {
  later(PAUSE_MS);
}
