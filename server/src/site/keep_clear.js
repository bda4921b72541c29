// Keeps the message at the foot of the page (`app/src/components/notices.rs`) off what a person needs next: the primary button, what has
// the focus, and the way to “I just heard no”. Where one of them is in its place, the message rises above it. No style sheet can say that.

const KEPT_CLEAR = '.btn--primary, .letter__actions .btn, a[href="/comeback/new"], .main :focus-visible';
// More than the message moves while it appears.
const GAP = 16;
const shown = document.getElementsByClassName("toast");

const rise = () => {
  const [toast] = shown;
  if (!toast) return;
  const place = toast.parentElement;
  place.style.bottom = "";
  const rest = Number.parseFloat(getComputedStyle(place).bottom);
  const { left, right } = toast.getBoundingClientRect();
  const height = toast.offsetHeight;
  const screen = root.clientHeight;
  let bottom = rest;
  const boxes = [...document.querySelectorAll(KEPT_CLEAR)].map((element) => element.getBoundingClientRect());
  // From the lowest up: above one of them may be the next.
  for (const box of boxes.sort((one, other) => other.bottom - one.bottom)) {
    const isBeside = box.width === 0 || box.right <= left || box.left >= right;
    const foot = screen - bottom;
    if (!isBeside && box.top < foot + GAP && box.bottom > foot - height - GAP) bottom = screen - box.top + GAP;
  }
  // Without room above them it stays where it is read.
  place.style.bottom = `${bottom + height < screen ? bottom : rest}px`;
};

let isDue = false;
const riseSoon = () => {
  if (isDue || !shown.length) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    rise();
  });
};
new MutationObserver(riseSoon).observe(document.body, { childList: true, subtree: true });
new ResizeObserver(riseSoon).observe(document.body);
addEventListener("scroll", riseSoon, { passive: true });
addEventListener("resize", riseSoon);
addEventListener("focusin", () => {
  rise();
  riseSoon();
});
