// Names in the list of readers become buttons that write them where one last wrote.
// Without this script the list is there to read, and one types the name oneself.

const fields = document.querySelectorAll("[data-mentions]");
let last = null;

for (const field of fields) {
  field.addEventListener("focus", () => { last = field; });
}

function insert(name) {
  const field = last ?? fields[fields.length - 1];
  if (!field) return;
  const start = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, start);
  const gap = before && !/\s$/.test(before) ? " " : "";
  field.focus();
  field.setRangeText(`${gap}${name} `, start, field.selectionEnd ?? start, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const name of document.querySelectorAll("[data-mention]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mention";
  button.textContent = name.textContent;
  button.addEventListener("click", () => insert(name.textContent));
  name.replaceWith(button);
}
