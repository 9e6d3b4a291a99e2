// Light or dark by choice, kept in this browser alone; and copying a citation. All pages work without.
"use strict";

const SCHEME = "colorScheme";

function preferred() {
  try {
    return localStorage.getItem(SCHEME) || "auto";
  } catch {
    return "auto";
  }
}

function keep(scheme) {
  try {
    localStorage.setItem(SCHEME, scheme);
  } catch {
    // Storage may be off: the choice then lasts as long as the page.
  }
}

function isDark() {
  const scheme = document.documentElement.dataset.colorScheme;
  return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function offerThemes(button) {
  const name = () => {
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const scheme = isDark() ? "light" : "dark";
    document.documentElement.dataset.colorScheme = scheme;
    keep(scheme);
    name();
  });
  name();
}

function offerCopying(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset.done;
  });
}

document.documentElement.dataset.colorScheme = preferred();
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-theme-switch]").forEach(offerThemes);
  document.querySelectorAll("[data-copy]").forEach(offerCopying);
});
