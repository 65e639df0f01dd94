// What pages need besides htmx, driven by data- attributes; every page works without it.
"use strict";

const find = (what, from = document) => from.querySelector(what);
const all = (what, from = document) => [...from.querySelectorAll(what)];

/* Toasts: said in #toasts, whose data- attributes hold the words. An error stays until it is closed. */
function toast(text, kind = "") {
  const place = find("#toasts");
  const box = document.createElement("div");
  const words = document.createElement("p");
  const close = document.createElement("button");
  box.className = `toast ${kind}`;
  words.textContent = text;
  close.type = "button";
  close.className = "small";
  close.textContent = place.dataset.close;
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  place.append(box);
  if (kind !== "error") setTimeout(() => box.remove(), 8000);
}

/* What htmx could not do: the refusal's own sentences, or that the network is gone and nothing typed is lost. */
const lost = () => toast(find("#toasts").dataset.lost, "error");
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:timeout", lost);
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const said = all("[data-problem]", page).map((each) => each.textContent.trim().replace(/\s+/g, " "));
  toast(said.join("\n") || find("#toasts").dataset.failed, "error");
});

/* Asking first: `data-confirm="question"` on a form or on the button that sends it; hx-confirm as well. */
function ask(question, danger) {
  const dialog = find("#ask");
  find("[data-question]", dialog).textContent = question;
  find("[value=yes]", dialog).classList.toggle("danger", danger);
  dialog.returnValue = "";
  dialog.showModal();
  find("[value=no]", dialog).focus();
  return new Promise((done) =>
    dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}
document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(question, Boolean(button?.classList.contains("danger"))))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(button);
  delete form.dataset.confirmed;
}, true);
document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  const danger = event.detail.elt.classList.contains("danger");
  if (await ask(event.detail.question, danger)) event.detail.issueRequest(true);
});

/* Unsaved changes: `data-unsaved` on a form warns before leaving; dispatch `kaohe:saved` on it once all is kept. */
const unsaved = new Set();
const formOf = (event) => event.target.closest?.("form[data-unsaved]");
document.addEventListener("input", (event) => { const form = formOf(event); if (form) unsaved.add(form); });
document.addEventListener("kaohe:saved", (event) => unsaved.delete(formOf(event)));
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) unsaved.delete(event.target); });
addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

/* Disclosure: `data-opens="id"` on a button shows and hides that element. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button) {
    const shown = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(shown));
    find(`#${button.dataset.opens}`).hidden = !shown;
  }
  all("details.menu[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
});

/* Keys: `data-key="alt+s"` on a link, button or field; always with a modifier, listed in the dialog #keys. */
const pressed = (event) => [event.ctrlKey && "ctrl", event.altKey && "alt", event.shiftKey && "shift",
  event.code.replace(/^(Key|Digit)/, "").toLowerCase()].filter(Boolean).join("+");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = find("details.menu[open]");
    if (menu) { menu.open = false; find("summary", menu).focus(); }
  }
  if (!event.altKey && !event.ctrlKey) return;
  const element = all("[data-key]").find((each) => each.dataset.key === pressed(event));
  if (!element || find("dialog[open]")) return;
  event.preventDefault();
  element.matches("input, select, textarea") ? element.focus() : element.click();
});
const nameOf = (element) => element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
function listKeys() {
  const dialog = find("#keys"), keyed = all("[data-key]");
  if (!dialog || !keyed.length) return;
  const opener = find("[data-keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => {
    find("dl", dialog).replaceChildren(...keyed.flatMap((element) => {
      const term = document.createElement("dt"), words = document.createElement("dd"), key = document.createElement("kbd");
      key.textContent = element.dataset.key.split("+").map((part) => part[0].toUpperCase() + part.slice(1)).join(" + ");
      term.append(key);
      words.textContent = nameOf(element).trim();
      return [term, words];
    }));
    dialog.showModal();
  });
}

/* Tables that are wider than their region say so. */
const measure = () => all(".scroll").forEach((region) =>
  region.classList.toggle("overflows", region.scrollWidth > region.clientWidth + 1));

document.addEventListener("DOMContentLoaded", () => {
  listKeys();
  measure();
  find(".summary")?.focus();
});
addEventListener("resize", measure);
document.addEventListener("htmx:afterSettle", measure);
window.kaohe = { toast, ask };
