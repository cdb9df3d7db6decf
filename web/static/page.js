// Small comforts on every page; everything works without them.

// <button type="button" class="btn btn--small copy" data-copy="text" data-done="已复制" hidden>…<span>复制</span></button>
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const label = button.querySelector("span") ?? button;
  label.setAttribute("aria-live", "polite");
  const before = label.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}

// <button type="button" data-print hidden>: the browser's own print dialogue
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// menus made of <details class="menu"> close on Escape and on a click elsewhere
const open_menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of open_menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open_menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

// the facet panel stands open beside the results (browsers without ::details-content)
const wide = window.matchMedia("(min-width: 60rem)");
const settle = () => { if (wide.matches) document.querySelectorAll("details.facets").forEach((panel) => { panel.open = true; }); };
wide.addEventListener("change", settle);
settle();

// an error summary takes the focus, so that it is read first
document.querySelector(".error-summary")?.focus();

// a form sent twice by an impatient finger is sent once
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
