// Warns before the session ends, and extends it by one press. Without script the session still
// ends, and a form that is sent afterwards shows what was typed.
"use strict";

const dialog = document.querySelector("[data-session]");
const warning = Number(dialog.dataset.warning) * 1000;
const heading = dialog.querySelector("h2");
const shown = dialog.querySelector("[role=timer]");
const form = dialog.querySelector("form");
const soon = heading.textContent;
let endsAt = Date.now() + Number(dialog.dataset.left) * 1000;
let isLast = false; // Used as long as it goes: a press no longer helps.
let closedAs = ""; // The state in which the reader closed the dialog, which stays closed in it.

function left() {
  return endsAt - Date.now();
}

function state() {
  if (left() <= 0) {
    return "over";
  }
  return left() <= warning ? "soon" : "";
}

function clock(milliseconds) {
  const whole = Math.ceil(milliseconds / 1000);
  return `${Math.floor(whole / 60)}.${String(whole % 60).padStart(2, "0")}`;
}

// Another tab may have used the session or signed in anew: the server knows, and what forms carry.
async function ask(method, body) {
  const answer = await fetch(dialog.dataset.address, { method, body, redirect: "error" });
  const told = await answer.json();
  if (!answer.ok || told.person !== dialog.dataset.person) {
    throw new Error("somebody else's session");
  }
  endsAt = Date.now() + told.left * 1000;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = told.token;
  }
}

function say(now) {
  const over = now === "over";
  heading.textContent = over ? heading.dataset.ended : soon;
  dialog.querySelector("[data-first]").hidden = over || isLast;
  dialog.querySelector("[data-last]").hidden = over || !isLast;
  shown.textContent = over ? shown.dataset.ended : shown.dataset.words.replace("{time}", clock(left()));
  form.querySelector("[type=submit]").hidden = over || isLast;
  form.querySelector("a").hidden = !(over || isLast);
  form.querySelector("[data-close]").hidden = !(over || isLast);
}

function tick() {
  const now = state();
  if (now !== closedAs) {
    closedAs = "";
  }
  if (!now) {
    dialog.close();
    return;
  }
  say(now);
  if (!dialog.open && !closedAs) {
    dialog.showModal();
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    if (!form.elements.csrfmiddlewaretoken.value) {
      await ask("GET");
    }
    await ask("POST", new FormData(form));
    isLast = Boolean(state());
  } catch {
    endsAt = Date.now();
  }
  tick();
});

form.querySelector("[data-close]").addEventListener("click", () => {
  closedAs = state();
  dialog.close();
});
dialog.addEventListener("cancel", () => {
  closedAs = state();
});

document.addEventListener("visibilitychange", async () => {
  if (!document.hidden) {
    await ask("GET").catch(() => {});
    tick();
  }
});

setInterval(tick, 1000);
tick();
