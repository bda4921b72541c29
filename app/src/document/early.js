(() => {
const data = document.documentElement.dataset, done = new Set(), keys = [];
window.oneYesEarly = { done, keys };
try {
const theme = localStorage.getItem("one-yes:theme");
if (theme === "light" || theme === "dark") data.theme = theme;
} catch {}
const on = (type, meet) => addEventListener(type, (event) => meet(event, event.target), true);
const waits = () => data.app !== "ready";
const submit = (event, form) => waits() && (event.preventDefault(), done.add(form));
on("error", (_, script) => script.type === "module" && (data.app = "stalled"));
on("submit", submit);
on("click", (_, target) => {
const button = waits() && target.closest("button[type=button]");
if (button) done.add(button);
});
on("keydown", (event, target) => {
const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
if (target.form) {
if (key === "Enter" && target.enterKeyHint) submit(event, target.form);
} else if (data.parts !== "all" && keys.length < 8) {
keys.push({ key, ctrlKey, metaKey, altKey, shiftKey });
if (key === "/" || ((ctrlKey || metaKey) && key === "k")) event.preventDefault();
}
});
})();
