"use strict";
const form = document.getElementById("filters");
if (form) {
  const findings = [...document.querySelectorAll("article")];
  const count = document.getElementById("count");
  const all = count.textContent;
  const apply = () => {
    const chosen = new FormData(form);
    const folder = chosen.get("folder");
    const passes = (f) =>
      ["codemod", "applicability", "status"].every((name) => chosen.getAll(name).includes(f.dataset[name])) &&
      (folder === "" || f.dataset.folder === folder || f.dataset.folder.startsWith(folder + "/"));
    let shown = 0;
    for (const f of findings) {
      f.hidden = !passes(f);
      shown += f.hidden ? 0 : 1;
    }
    document.getElementById("none").hidden = shown > 0;
    count.textContent = shown === findings.length ? all : `${shown} of ${all}`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  // A browser may have kept what was chosen before the page was loaded again.
  apply();
}
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", open);
open();
