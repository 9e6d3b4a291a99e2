// What a form of money comes to, while one types. The server asks the same when it is sent.
"use strict";

const ORE = { "": 100000000n, öre: 1n, kr: 100n, sek: 100n, kronor: 100n, tkr: 100000n, mnkr: 100000000n, mkr: 100000000n };
const ROWS_PARTED = /^-?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?$|^-?[0-9]+(?:,[0-9]+)?$/;

// Whole öre of an amount written in Swedish; 0 for nothing, null for what cannot be read.
function ore(text) {
  const plain = text.replace(/[\s\u00a0\u2007\u2009\u202f]+/g, " ").replace(/[\u2010-\u2013\u2212]/g, "-").trim();
  if (!plain) return 0n;
  const [, number, unit] = /^(.*?)\s*([a-zåäö]*)\.?$/i.exec(plain) || [];
  const size = ORE[(unit || "").toLowerCase()];
  const digits = (number || "").replace(/^- /, "-");
  if (size === undefined || !ROWS_PARTED.test(digits)) return null;
  const [whole, decimals = ""] = digits.replace(/ /g, "").split(",");
  const exact = BigInt(whole + decimals) * size;
  const parts = 10n ** BigInt(decimals.length);
  return exact % parts ? null : exact / parts;
}

// Öre as mnkr: one decimal, or as many as it takes to be exact.
function mnkr(amount) {
  const size = amount < 0n ? -amount : amount;
  const whole = (size / 100000000n).toString().replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const decimals = (size % 100000000n).toString().padStart(8, "0").replace(/0{1,7}$/, "");
  return `${amount < 0n ? "\u2212" : ""}${whole},${decimals}`;
}

function told(place, words, amount) {
  place.textContent = place.dataset[words].replace("{amount}", amount === undefined ? "" : mnkr(amount));
  place.toggleAttribute("data-broken", !["even", "enough", "zero"].includes(words));
  place.hidden = false;
}

function grossUp(form, place) {
  const typed = (name) => [...form.querySelectorAll(`[name^="${name}"]`)].map((field) => ore(field.value));
  const [income, costs, depreciation] = ["income_ore", "costs_ore", "depreciation_ore"].map(typed);
  if ([...income, ...costs, ...depreciation].includes(null)) return told(place, "unread");
  const nets = income.map((amount, row) => amount - costs[row] - depreciation[row]);
  const differs = nets.find((net) => net !== 0n);
  if (differs !== undefined) return told(place, "differs", differs);
  place.hidden = !income.some((amount) => amount !== 0n);
  return place.hidden || told(place, "even");
}

function total(form, place) {
  const typed = [...form.querySelectorAll('[name^="amount_ore_"]')].map((field) => ore(field.value));
  if (typed.includes(null)) return told(place, "unread");
  const sum = typed.reduce((one, other) => one + other, 0n);
  place.hidden = !typed.some((amount) => amount !== 0n);
  return place.hidden || (sum === 0n ? told(place, "zero") : told(place, "uneven", sum));
}

function draw(form, place) {
  const left = JSON.parse(place.dataset.left)[form.elements.reserve.value];
  const amount = ore(form.elements.amount_ore.value);
  if (amount === null) return told(place, "unread");
  place.hidden = left === undefined || amount === 0n;
  if (place.hidden) return undefined;
  const after = BigInt(left) - amount;
  return after < 0n ? told(place, "short", -after) : told(place, "enough", after);
}

const KINDS = { draw, total, "gross-up": grossUp };
for (const place of document.querySelectorAll("[data-balance]")) {
  const form = place.closest("form") || document.querySelector("main form");
  const balance = () => KINDS[place.dataset.balance](form, place);
  form.addEventListener("input", balance);
  balance();
}
