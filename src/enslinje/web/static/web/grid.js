// The target grid by keyboard, saved cell by cell. Without this script the same table is a form
// with one button. What is typed is kept in this browser, by person, row and version seen, until
// the server has it: as in drafts.js, which also forgets it after a fortnight.
const form = document.querySelector("[data-grid]");
const table = form.querySelector("table");
const words = form.dataset;
const stateLine = form.querySelector("[data-state]");
const undoForm = document.querySelector("[data-undo]");
const pasteForm = document.querySelector("[data-paste]");
const rows = [...table.querySelectorAll("tr[data-code]")];
const FAR = 10;
const LONGEST_WAIT = 30_000;
const LONGEST_WEIGHING = 15; // Seconds, and up to three times as long by chance.

const inputOf = (cell) => cell.querySelector("input[type=text]");
const cellOf = (node) => node.closest("tr[data-code] > *");
const fieldsOf = (row) => [...row.querySelectorAll("input[type=text]")];
const baseOf = (row) => row.querySelector("input[name^='b-']");
const isTyping = () => document.activeElement?.matches("input, textarea, select");

// ---- Where one is

let here = null;
let anchor = null; // The other end of what is selected, in the same column.

function place(cell) {
  return { at: rows.indexOf(cell.parentElement), column: cell.cellIndex };
}

function cellAt(at, column) {
  return rows[Math.max(0, Math.min(at, rows.length - 1))].cells[column];
}

function selected() {
  if (!here) {
    return [];
  }
  const [one, other] = [place(here), place(anchor && anchor.isConnected ? anchor : here)];
  const first = Math.min(one.at, other.at);
  return rows.slice(first, Math.max(one.at, other.at) + 1).map((row) => row.cells[one.column]);
}

function stand(cell, { extend = false, focus = true } = {}) {
  if (here) {
    here.tabIndex = -1;
  }
  selected().forEach((one) => one.removeAttribute("aria-selected"));
  anchor = extend ? anchor || here : null;
  here = cell;
  here.tabIndex = 0;
  if (anchor) {
    selected().forEach((one) => one.setAttribute("aria-selected", "true"));
  }
  if (focus) {
    here.focus();
    here.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function edit(cell, { replaced = false } = {}) {
  const input = inputOf(cell);
  if (!input) {
    cell.querySelector("a[href]")?.click();
    return;
  }
  stand(cell, { focus: false });
  input.focus(); // What it held is remembered then, for Esc.
  if (replaced) {
    input.value = "";
  }
  input.setSelectionRange(input.value.length, input.value.length);
}

function nextField(input, step) {
  const all = rows.flatMap(fieldsOf);
  return all[all.indexOf(input) + step];
}

// ---- Keys

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-FAR, 0],
  PageDown: [FAR, 0],
};

function move(event) {
  const { at, column } = place(here);
  const last = rows[at].cells.length - 1;
  if (event.key === "Home" || event.key === "End") {
    const isHome = event.key === "Home";
    const to = event.ctrlKey ? (isHome ? 0 : rows.length - 1) : at;
    stand(cellAt(to, isHome ? 0 : last));
    return true;
  }
  const step = STEPS[event.key];
  if (!step) {
    return false;
  }
  const extend = event.shiftKey && step[0] !== 0;
  stand(cellAt(at + step[0], Math.max(0, Math.min(column + step[1], last))), { extend });
  return true;
}

function moving(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (move(event)) {
    event.preventDefault();
  } else if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    edit(here);
  } else if (isCommand && event.key.toLowerCase() === "d") {
    event.preventDefault();
    fillDown();
  } else if ((event.key === "Delete" || event.key === "Backspace") && inputOf(here)) {
    event.preventDefault();
    put(selected().map((cell) => [cell, ""]));
  } else if (event.key.length === 1 && !isCommand && !event.altKey && inputOf(here)) {
    edit(here, { replaced: event.key !== " " });
  }
}

function typing(event) {
  const input = event.target;
  const cell = cellOf(input);
  if (event.key === "Enter") {
    event.preventDefault();
    const { at, column } = place(cell);
    stand(cellAt(at + 1, column));
  } else if (event.key === "Escape") {
    event.preventDefault();
    input.value = input.dataset.before ?? input.dataset.seen;
    keep(cell.parentElement);
    stand(cell);
  } else if (event.key === "Tab") {
    const next = nextField(input, event.shiftKey ? -1 : 1);
    if (next) {
      event.preventDefault();
      edit(cellOf(next));
      next.select();
    }
  }
}

function fillDown() {
  const cells = selected().filter(inputOf);
  const from = cells.length > 1 ? cells.shift() : cellAt(place(here).at - 1, place(here).column);
  const source = from && inputOf(from);
  if (source && cells.length) {
    put(cells.map((cell) => [cell, source.value]));
  }
}

function put(wanted) {
  for (const [cell, text] of wanted) {
    const input = inputOf(cell);
    if (input) {
      input.value = text;
      commit(cell.parentElement);
    }
  }
}

// ---- Kept in the browser until the server has it

const PREFIX_OF_PAGE = `draft:${encodeURIComponent(words.person)}:${location.pathname}:`;

function nameOf(row) {
  return `${PREFIX_OF_PAGE}${row.dataset.code}:${baseOf(row).value}`;
}

function isChanged(row) {
  return fieldsOf(row).some((input) => input.value !== input.dataset.seen);
}

function keep(row) {
  try {
    if (isChanged(row)) {
      const values = fieldsOf(row).map((input) => [input.name, input.value]);
      localStorage.setItem(nameOf(row), JSON.stringify({ at: Date.now(), values }));
    } else {
      localStorage.removeItem(nameOf(row));
    }
  } catch {
    // Storage may be off or full: the grid works without.
  }
}

function forgetRow(row) {
  try {
    Object.keys(localStorage)
      .filter((name) => name.startsWith(`${PREFIX_OF_PAGE}${row.dataset.code}:`))
      .forEach((name) => localStorage.removeItem(name));
  } catch {
    // As above.
  }
}

function restoreKept() {
  let first = null;
  for (const row of rows.filter(baseOf)) {
    const beginning = `${PREFIX_OF_PAGE}${row.dataset.code}:`;
    const name = Object.keys(localStorage).find((one) => one.startsWith(beginning));
    if (!name) {
      continue;
    }
    const kept = JSON.parse(localStorage.getItem(name));
    for (const [field, value] of kept.values) {
      row.querySelector(`[name="${CSS.escape(field)}"]`).value = value;
    }
    if (isChanged(row)) {
      baseOf(row).value = name.slice(beginning.length); // What its writer had seen.
      commit(row);
      first = first || fieldsOf(row)[0];
    } else {
      localStorage.removeItem(name);
    }
  }
  return first;
}

// ---- Saving

const waiting = new Set();
let underWay = null;
let isSignedOut = false;

function say(text, { bad = false } = {}) {
  stateLine.textContent = text;
  stateLine.toggleAttribute("data-bad", bad);
}

function newKey() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function commit(row) {
  keep(row);
  if (isChanged(row)) {
    waiting.add(row);
    pump();
  } else {
    waiting.delete(row);
  }
}

function bodyOf(batch, key) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("key", key);
  for (const row of batch) {
    [...fieldsOf(row), baseOf(row)].forEach((input) => body.set(input.name, input.value));
  }
  return body;
}

async function pump() {
  if (underWay || !waiting.size || isSignedOut) {
    return;
  }
  const batch = [...waiting];
  waiting.clear();
  const key = newKey();
  const body = bodyOf(batch, key);
  underWay = { batch, sent: new Map(batch.map((row) => [row, fieldsOf(row).map((one) => one.value)])) };
  say(words.saving);
  await deliver(body);
  underWay = null;
  pump();
}

async function deliver(body) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    }).catch(() => null);
    const isTold = answer?.headers.get("Content-Type")?.startsWith("application/json");
    if (isTold) {
      settle(await answer.json(), answer.status);
      return;
    }
    if (answer && answer.status < 500) {
      // Signed out, or no longer with the right to it: no retry would help.
      isSignedOut = true;
      underWay.batch.forEach((row) => waiting.add(row));
      say(answer.status === 404 ? words.kept : words.signedout, { bad: true });
      return;
    }
    say(`${words.waiting} (${attempt})`, { bad: true });
    await new Promise((done) => setTimeout(done, Math.min(1000 * 2 ** (attempt - 1), LONGEST_WAIT)));
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  }
}

function settle(told, status) {
  const isSaved = status === 200;
  for (const row of underWay.batch) {
    const now = told.rows[row.dataset.code];
    if (!now) {
      continue;
    }
    if (isSaved) {
      accept(row, now);
    } else {
      baseOf(row).value = now.base;
      keep(row);
      if (!now.faults.length && !now.theirs && !told.faults.length && underWay.batch.length > 1) {
        waiting.add(row); // It was refused for another's sake.
      }
    }
    show(row, now);
  }
  if (told.again) {
    weighLater(underWay.batch, told.again);
  } else {
    showProgress(told);
  }
  offerUndo(told.undo);
  say(isSaved ? told.said : told.faults[0] || words.refused, { bad: !isSaved });
}

function showProgress(told) {
  form.closest("main").querySelector("[data-progress]").textContent = told.progress;
  const bar = document.querySelector(".grid-progress progress");
  bar.value = told.stated;
  document.querySelector("[data-missing-count]").textContent = bar.max - told.stated;
}

function offerUndo(write) {
  if (undoForm) {
    undoForm.hidden = !write;
    undoForm.elements.change_set.value = write?.change_set ?? "";
    undoForm.elements.key.value = newKey();
  }
}

// While others wait to save, a save is answered before it is held against anything.

const unweighed = new Set();
let weighing = null;

function weighLater(batch, seconds) {
  for (const row of batch) {
    unweighed.add(row);
    row.querySelector("[data-list]").replaceChildren(line(words.weighed));
  }
  const pause = seconds * (1 + 2 * Math.random()); // Not all browsers at the same moment.
  weighing = weighing || setTimeout(() => weigh(seconds), 1000 * pause);
}

async function weigh(seconds) {
  weighing = null;
  const asked = [...unweighed].filter((row) => !waiting.has(row));
  unweighed.clear();
  const address = new URL(form.action);
  asked.forEach((row) => address.searchParams.append("rad", row.dataset.code));
  const headers = { Accept: "application/json", "X-Can-Wait": "1" };
  const answer = await fetch(address, { headers, redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) {
    weighLater(asked, Math.min(2 * seconds, LONGEST_WEIGHING));
  } else if (answer.ok) {
    const told = await answer.json();
    asked.forEach((row) => showWeighed(row, told.rows[row.dataset.code]));
    showProgress(told);
    offerUndo(told.undo);
  } else {
    asked.forEach((row) => showWeighed(row, null)); // Signed out: the next save says so.
  }
}

function showWeighed(row, now) {
  const isTheSame = now && now.base === baseOf(row).value && !underWay?.batch.includes(row);
  if (isTheSame && !isChanged(row)) {
    show(row, now);
  } else {
    row.querySelector("[data-list]").replaceChildren(); // Its own save tells, or already has.
  }
}

function accept(row, now) {
  const saved = [now.text, now.reason];
  const sent = underWay.sent.get(row);
  forgetRow(row);
  if (baseOf(row).value !== now.base) {
    row.querySelector("[data-invented]")?.remove(); // What is stated now is somebody's own.
  }
  baseOf(row).value = now.base;
  fieldsOf(row).forEach((input, at) => {
    const isUntouched = input.value === sent[at] && document.activeElement !== input;
    input.dataset.seen = saved[at];
    if (isUntouched) {
      input.value = saved[at];
    }
  });
  keep(row);
}

function line(text, kind) {
  const item = document.createElement("li");
  item.textContent = text;
  if (kind) {
    item.dataset.kind = kind;
  }
  return item;
}

function show(row, now) {
  row.toggleAttribute("data-missing", now.isMissing);
  row.querySelector("[data-gap]").textContent = now.gap;
  row.querySelector("[data-said]").textContent = now.state;
  const bad = [...now.faults];
  if (now.theirs) {
    bad.push(words.theirs.replace("{theirs}", now.theirs));
  }
  row.querySelector("[data-list]").replaceChildren(
    ...bad.map((text) => line(text, "fault")),
    ...now.warnings.map((text) => line(text, now.isExplained ? "" : "warning")),
  );
  const input = fieldsOf(row)[0];
  input.toggleAttribute("aria-invalid", Boolean(bad.length) || (now.isMissing && now.text !== ""));
  if (input.hasAttribute("aria-invalid")) {
    input.setAttribute("aria-invalid", "true");
  }
}

// ---- Blocks

function paste(event) {
  if (!here || !pasteForm || !table.contains(document.activeElement)) {
    return;
  }
  const text = event.clipboardData.getData("text/plain");
  const isBlock = /[\t\n]/.test(text.replace(/\r?\n$/, ""));
  if (!isBlock) {
    if (document.activeElement === here) {
      event.preventDefault();
      put(selected().map((cell) => [cell, text.trim()]));
    }
    return;
  }
  event.preventDefault();
  pasteForm.elements.block.value = text;
  pasteForm.elements.at.value = here.parentElement.dataset.code;
  pasteForm.elements.column.value = here.classList.contains("reason") ? "reason" : "text";
  pasteForm.submit();
}

function copy(event) {
  if (document.activeElement === here && !String(getSelection())) {
    const texts = selected().map((cell) => inputOf(cell)?.value ?? cell.textContent.trim());
    event.clipboardData.setData("text/plain", texts.join("\n"));
    event.preventDefault();
  }
}

async function undo() {
  while (underWay) {
    await new Promise((done) => setTimeout(done, 50));
  }
  if (undoForm && !undoForm.hidden) {
    undoForm.requestSubmit();
  } else {
    say(words.nothing);
  }
}

// ---- Beginning

function begin() {
  form.toggleAttribute("data-live", true);
  table.setAttribute("role", "grid");
  table.closest("[role=region]").removeAttribute("tabindex");
  for (const row of rows) {
    for (const cell of row.cells) {
      cell.tabIndex = -1;
      cell.querySelectorAll("a, input").forEach((inner) => {
        inner.tabIndex = -1;
      });
      if (!inputOf(cell)) {
        cell.setAttribute("aria-readonly", "true");
      }
    }
  }
  const first = rows.find((row) => row.hasAttribute("data-missing") && baseOf(row)) || rows[0];
  stand(first.cells[first.querySelector(".cell").cellIndex], { focus: false });
}

table.addEventListener("keydown", (event) => {
  if (event.target.matches("input")) {
    typing(event);
  } else if (event.target === here) {
    moving(event);
  }
});
table.addEventListener("focusin", (event) => {
  const cell = cellOf(event.target);
  if (cell && cell !== here) {
    stand(cell, { focus: false });
  }
  if (event.target.matches("input")) {
    event.target.dataset.before = event.target.value;
  }
});
table.addEventListener("focusout", (event) => {
  // A cell that came with text that could not be read is not saved by being looked at.
  if (event.target.matches("input") && event.target.value !== event.target.dataset.before) {
    commit(event.target.closest("tr"));
  }
});
table.addEventListener("input", (event) => keep(event.target.closest("tr")));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  rows.filter(baseOf).forEach(commit);
});
document.addEventListener("paste", paste);
document.addEventListener("copy", copy);
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyping()) {
    event.preventDefault();
    undo();
  }
});
document.addEventListener("visibilitychange", () => {
  const input = document.activeElement;
  const isTyped = input?.matches("tr[data-code] input") && input.value !== input.dataset.before;
  if (document.hidden && isTyped) {
    commit(input.closest("tr"));
  }
});

if (rows.length) {
  begin();
  let restored = null;
  try {
    restored = restoreKept();
  } catch {
    // Storage may be off.
  }
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  const target = asked && asked.matches("tr[data-code] input") ? asked : restored;
  if (target) {
    edit(cellOf(target));
  }
}
