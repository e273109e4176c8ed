/**
 * The only script of the page: it filters the tables. Without it every row is shown. Plain text and not a function of
 * ours turned into text, as that is another one after every compiler.
 */
export const SCRIPT = `
for (const form of document.querySelectorAll("form.filters")) {
  const groups = [...document.getElementById(form.dataset.table).tBodies];
  const rows = groups.flatMap((group) => [...group.rows].slice(1));
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const wanted = (name) => form.elements.namedItem(name);
  const isShown = (row, index) =>
    texts[index].includes(wanted("text").value.trim().toLowerCase()) &&
    (wanted("result").value === "" || wanted("result").value === row.dataset.result) &&
    (wanted("caller").value === "" || wanted("caller").value === row.dataset.caller) &&
    (!wanted("unverified").checked || "unverified" in row.dataset) &&
    (!wanted("wrong")?.checked || "wrong" in row.dataset);
  const show = () => {
    rows.forEach((row, index) => (row.hidden = !isShown(row, index)));
    groups.forEach((group) => (group.hidden = [...group.rows].slice(1).every((row) => row.hidden)));
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector(".count").textContent = shown + " of " + rows.length + " shown";
  };
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}

// A link to a row that a filter hides brings it back.
addEventListener("hashchange", () => {
  const row = document.getElementById(location.hash.slice(1));
  if (!row?.hidden) return;
  document.querySelector("form.filters[data-table='" + row.closest("table").id + "']").reset();
  setTimeout(() => row.scrollIntoView());
});
`;
