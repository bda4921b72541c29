// Which colours may stand on which, checked in both themes: text 4.5:1, arcs, edges and focus 3:1. Run: node --test style/
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const TOKENS = readFileSync(new URL("_tokens.scss", import.meta.url), "utf8");
const GROUNDS = ["ink-1", "ink-2", "surface", "raised"];

/** Text and the grounds it is read on. */
const TEXT = [
  ["ink-12", [...GROUNDS, "ink-3", "ink-4", "tide-2", "tide-3", "gold-2", "dusk-2", "moss-2", "clay-2"]],
  ["ink-11", [...GROUNDS, "ink-3", "ink-4", "tide-2", "dusk-2", "moss-2", "clay-2"]],
  ["tide-11", [...GROUNDS, "ink-3", "tide-2", "clay-2", "dusk-2"]],
  ["gold-11", [...GROUNDS, "gold-2"]],
  ["dusk-11", [...GROUNDS, "dusk-2", "dusk-3"]],
  ["moss-11", [...GROUNDS, "moss-2"]],
  ["clay-11", [...GROUNDS, "clay-2"]],
  ["on-solid", ["ink-9", "ink-10"]],
  ["on-gold", ["gold-9", "gold-10"]],
];

/** Edges of controls, arcs, marks and the focus frame, and what they stand on. */
const SHAPES = [
  ["ink-8", GROUNDS],
  ["tide-8", [...GROUNDS, "tide-2", "tide-3", "dusk-2"]],
  ["gold-8", [...GROUNDS, "gold-2"]],
  ["dusk-8", [...GROUNDS, "dusk-2"]],
  ["moss-8", [...GROUNDS, "moss-2"]],
  ["clay-8", [...GROUNDS, "clay-2"]],
  ["ink-9", ["ink-1", "ink-2"]],
];

for (const [theme, at] of [["day", 0], ["night", 1]]) {
  test(`text can be read by ${theme}`, () => check(TEXT, 4.5, at));
  test(`shapes can be seen by ${theme}`, () => check(SHAPES, 3, at));
}

test("every colour is in the reach of an ordinary screen", () => {
  for (const name of [...TEXT, ...SHAPES].flatMap(([front, backs]) => [front, ...backs])) {
    for (const at of [0, 1]) {
      const channels = linearChannels(colour(name, at));
      assert.ok(channels.every((value) => value > -0.004 && value < 1.004), `--${name}: ${channels}`);
    }
  }
});

function check(pairs, least, at) {
  const poor = pairs.flatMap(([front, backs]) =>
    backs
      .map((back) => ({ front, back, ratio: contrast(colour(front, at), colour(back, at)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ front, back, ratio }) => `--${front} on --${back}: ${ratio.toFixed(2)}, at least ${least}`),
  );
  assert.deepEqual(poor, []);
}

/** Lightness, chroma and hue of a token by day (0) or by night (1). */
function colour(name, at) {
  const line = TOKENS.match(new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`));
  assert.ok(line, `no token --${name}`);
  return line[at + 1].split(" ").map(Number);
}

/** oklch to linear sRGB (Björn Ottosson's matrices). */
function linearChannels([lightness, chroma, hue]) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** WCAG contrast of two colours. */
function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(parts) {
  const [red, green, blue] = linearChannels(parts).map((value) => Math.min(1, Math.max(0, value)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
