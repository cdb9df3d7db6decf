// Suggestions under a search box: <div class="search__box" data-suggest="/api/v1/suggest"><input ...></div>
// An enhancement (WAI-ARIA combobox, list autocomplete with manual selection); without it the box is a plain form field.
// Accepts ["text", ...] or {suggestions: [{text, count?, kind?}, ...]}.

const pause_ms = 140;
let boxes = 0;

function items_of(body) {
  const list = Array.isArray(body) ? body : body.suggestions ?? body.items ?? [];
  return list.map((item) => (typeof item === "string" ? { text: item } : item)).filter((item) => item.text);
}

function enhance(box) {
  const input = box.querySelector("input");
  if (!input) return;
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = `suggest-${++boxes}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.name);
  list.hidden = true;
  box.append(list);
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);
  set("autocomplete", "off");

  let at = -1;
  let typed = "";
  let timer = 0;
  let request = null;

  function close() {
    clearTimeout(timer);
    request?.abort();
    at = -1;
    list.hidden = true;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function move(to) {
    const options = list.children;
    options[at]?.setAttribute("aria-selected", "false");
    at = to < -1 ? options.length - 1 : to >= options.length ? -1 : to;
    if (at === -1) {
      input.removeAttribute("aria-activedescendant");
      input.value = typed;
      return;
    }
    options[at].setAttribute("aria-selected", "true");
    set("aria-activedescendant", options[at].id);
    input.value = options[at].dataset.text;
  }
  function show(items) {
    at = -1;
    list.replaceChildren(...items.slice(0, 8).map((item, index) => {
      const option = document.createElement("li");
      option.className = "suggest__item";
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = item.text;
      option.append(item.text);
      if (item.count !== undefined) {
        const note = document.createElement("span");
        note.className = "suggest__note";
        note.textContent = item.count;
        option.append(note);
      }
      return option;
    }));
    list.hidden = list.children.length === 0;
    set("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }
  async function ask() {
    request?.abort();
    request = new AbortController();
    const url = new URL(box.dataset.suggest, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { signal: request.signal, headers: { accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show(items_of(await answer.json()));
    } catch {
      /* no suggestions is no error */
    }
  }

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim() === "") return close();
    timer = setTimeout(ask, pause_ms);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new InputEvent("input")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(at - 1); }
    else if (event.key === "Escape") { event.preventDefault(); input.value = typed; close(); }
    else if (event.key === "Enter" || event.key === "Tab") close();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest(".suggest__item");
    if (!option) return;
    input.value = option.dataset.text;
    close();
    input.form?.requestSubmit();
  });
}

document.querySelectorAll("[data-suggest]").forEach(enhance);
