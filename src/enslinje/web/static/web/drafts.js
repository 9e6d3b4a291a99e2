// What is typed in a form is kept in this browser until the server has it: a failed server, an
// ended session or a closed browser loses nothing. Keyed by person, address and form: nobody is
// shown what somebody else typed. It stays after signing out, for at most a fortnight.
"use strict";

const PREFIX = "draft:";
const SECRET = new Set(["csrfmiddlewaretoken", "key", "base"]);
const MOST_DAYS = 14;

function ofPerson(person) {
  return `${PREFIX}${encodeURIComponent(person)}:`;
}

// The query says whom or what a form is about.
function nameOf(form) {
  const order = [...document.querySelectorAll("form[data-draft]")].indexOf(form);
  return `${ofPerson(form.dataset.draft)}${location.pathname}:${location.search}:${order}`;
}

function names() {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
}

function forget(beginning) {
  names()
    .filter((name) => name.startsWith(beginning))
    .forEach((name) => localStorage.removeItem(name));
}

function typed(form) {
  return [...new FormData(form)].filter(([name, value]) => !SECRET.has(name) && typeof value === "string");
}

function store(form, first) {
  const values = typed(form);
  try {
    if (JSON.stringify(values) === first) {
      localStorage.removeItem(nameOf(form));
    } else {
      localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), values }));
    }
  } catch {
    // Storage may be off or full: the form works without.
  }
}

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(form)));
  } catch {
    return null;
  }
}

function restore(form, values) {
  for (const field of form.elements) {
    if (!field.name || SECRET.has(field.name)) {
      continue;
    }
    const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = mine.includes(field.value);
    } else if (mine.length && field.type !== "hidden") {
      field.value = mine[0];
    }
  }
}

function offer(form) {
  // What a refused form comes back with is not saved either.
  const first = form.querySelector("[aria-invalid]") ? "" : JSON.stringify(typed(form));
  const draft = kept(form);
  // A page with faults, or with what somebody else saved, shows what was sent already.
  const isAnswer = document.querySelector(".conflict, .ds-error-summary");
  if (draft && first && !isAnswer && JSON.stringify(draft.values) !== first) {
    restore(form, draft.values);
    const note = document.getElementById("draft-note");
    if (note) {
      const copy = note.content.cloneNode(true);
      copy.querySelector("button").addEventListener("click", () => {
        localStorage.removeItem(nameOf(form));
        location.reload();
      });
      form.prepend(copy);
    }
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => store(form, first), 300);
  });
  addEventListener("pagehide", () => store(form, first));
}

function forgetOld() {
  const oldest = Date.now() - MOST_DAYS * 86_400_000;
  for (const name of names()) {
    const at = JSON.parse(localStorage.getItem(name) || "{}").at || 0;
    if (at < oldest) {
      localStorage.removeItem(name);
    }
  }
}

// A form that has just been saved is told of by the page it leads to.
function forgetSaved() {
  for (const saved of document.querySelectorAll("[data-saved]")) {
    forget(`${ofPerson(saved.closest("[data-person]").dataset.person)}${saved.dataset.saved}:`);
  }
}

function tellOfKept() {
  for (const notice of document.querySelectorAll("[data-drafts]")) {
    const mine = ofPerson(notice.dataset.drafts);
    notice.hidden = !names().some((name) => name.startsWith(mine));
    notice.querySelector("button").addEventListener("click", () => {
      forget(mine);
      notice.hidden = true;
    });
  }
}

function focusFaults() {
  document.querySelector("[data-focus]")?.focus();
}

try {
  forgetOld();
  forgetSaved();
  tellOfKept();
} catch {
  // Storage may be off.
}
document.querySelectorAll("form[data-draft]").forEach(offer);
focusFaults();
