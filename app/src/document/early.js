(() => {
const data = document.documentElement.dataset, done = new Set(), keys = [];
const early = (window.oneYesEarly = { done, keys, typed, keep });
try {
const theme = localStorage.getItem("one-yes:theme");
if (theme === "light" || theme === "dark") data.theme = theme;
} catch {}
const waits = () => data.app !== "ready";
const on = (type, meet) => addEventListener(type, (event) => meet(event, event.target), true);
const submit = (event, form) => waits() && (event.preventDefault(), done.add(form));
on("submit", submit);
on("click", (_, target) => {
keys.length = 0;
const button = waits() && target.closest?.("button[type=button]");
if (button) done.add(button);
});
on("keydown", (event, target) => {
const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
if (target.matches?.("input,textarea,select")) {
keys.length = 0;
const isAction = key === "Enter" && !shiftKey && !event.isComposing && event.keyCode !== 229;
if (isAction && target.enterKeyHint && target.form) submit(event, target.form);
} else if (data.parts !== "all" && !event.repeat && key.length === 1 && keys.length < 8) {
keys.push({ key, ctrlKey, metaKey, altKey, shiftKey, at: event.timeStamp });
if (key === "/" || ((ctrlKey || metaKey) && key === "k")) event.preventDefault();
}
});
on("error", (event, script) => {
if (waits() && /\/pkg\/boot\./.test(script.src)) {
data.app = "stalled";
addEventListener("online", () => location.reload());
} else if (event.error instanceof WebAssembly.RuntimeError) data.broken = "";
});
function typed() {
return [...document.querySelectorAll("input,textarea,select")].filter((field) => field.type !== "file" && (field.options
? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
: field.type === "radio" ? field.checked && !field.defaultChecked
: field.value !== field.defaultValue || field.checked !== field.defaultChecked));
}
function keep() {
if (!waits() || early.isOver) return;
const isSecret = ({ type, form }) => type === "password" || form?.querySelector("[type=password],[id*=code]");
const fields = typed().filter((field) => field.id && !isSecret(field)).map(({ id, value, checked }) => ({ id, value, checked }));
const press = [...done].map((form) => form.elements && [...form.elements].find((field) => field.id)?.id).filter(Boolean);
try {
if (fields.length) sessionStorage.setItem("one-yes:typed:" + location.pathname, JSON.stringify({ fields, press }));
return true;
} catch {}
}
addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => document.hidden && keep());
})();
