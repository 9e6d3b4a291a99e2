// Says that somebody writes here and shows who else does. Nothing is locked by it.
// A page that nobody touches says nothing: else it would keep the session from ending.
const EVERY_MS = 10_000;
const AWAKE_MS = 60_000;
const form = document.querySelector("form[data-presence]");
const shown = document.querySelector("[data-present]");
let touchedAt = Date.now();

async function tell(leaving) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (leaving) {
    data.set("lamnar", "1");
  }
  try {
    const answer = await fetch(form.dataset.presence, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      keepalive: Boolean(leaving),
      redirect: "error",
    });
    const words = answer.ok ? (await answer.json()).words : "";
    if (shown.textContent !== words) {
      shown.textContent = words;
    }
  } catch {
    // Nobody is told of until the server answers again.
    shown.textContent = "";
  }
}

addEventListener("pagehide", () => tell(true));
document.addEventListener("visibilitychange", () => tell(document.hidden));
for (const kind of ["input", "keydown", "pointerdown"]) {
  addEventListener(kind, () => {
    touchedAt = Date.now();
  });
}
setInterval(() => {
  if (!document.hidden && Date.now() - touchedAt < AWAKE_MS) {
    tell();
  }
}, EVERY_MS);
tell();
