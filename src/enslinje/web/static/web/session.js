// Warns before the session ends, and extends it by one press. Without script the session still
// ends, and a form that is sent afterwards shows what was typed.
"use strict";

const dialog = document.querySelector("[data-session]");
const shown = dialog.querySelector("[role=timer]");
const form = dialog.querySelector("form");
let endsAt = Date.now() + Number(dialog.dataset.left) * 1000;

function minutes(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}.${String(whole % 60).padStart(2, "0")}`;
}

function isOver() {
  return Date.now() >= endsAt;
}

async function ask(method, body) {
  const answer = await fetch(dialog.dataset.address, { method, body, redirect: "error" });
  const told = answer.ok ? await answer.json() : { left: 0 };
  endsAt = Date.now() + told.left * 1000;
}

function tick() {
  const left = (endsAt - Date.now()) / 1000;
  if (left > Number(dialog.dataset.warning)) {
    if (dialog.open) {
      dialog.close();
    }
    return;
  }
  shown.textContent = isOver()
    ? shown.dataset.ended
    : shown.dataset.words.replace("{time}", minutes(left));
  form.querySelector("button").hidden = isOver();
  form.querySelector("a").hidden = !isOver();
  if (!dialog.open) {
    dialog.showModal();
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await ask("POST", new FormData(form));
    dialog.querySelector("[data-last]").hidden = endsAt - Date.now() > Number(dialog.dataset.warning) * 1000;
  } catch {
    endsAt = Date.now();
  }
  dialog.close();
  tick();
});

// Another tab may have used the session, or this machine may have slept: the server knows.
document.addEventListener("visibilitychange", async () => {
  if (!document.hidden) {
    await ask("GET").catch(() => {});
    tick();
  }
});

setInterval(tick, 1000);
tick();
