// Lighthouse 13 over the main pages, on its phone and desktop profiles, with the Node it needs from npm.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const HERE = import.meta.dirname;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const RUNS = [
  ["/", "phone"],
  ["/", "desktop"],
  ["/method", "phone"],
  ["/method", "desktop"],
];

/** One row a page and profile. */
export async function lighthouse(url) {
  const rows = [];
  for (const [path, profile] of RUNS) {
    const stdout = await patiently(
      `${HERE}/node_modules/.bin/node`,
      [
        `${HERE}/node_modules/lighthouse/cli/index.js`,
        url + path,
        "--quiet",
        "--output=json",
        `--only-categories=${CATEGORIES.join(",")}`,
        "--chrome-flags=--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync",
        ...(profile === "desktop" ? ["--preset=desktop"] : []),
      ],
      { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM }, maxBuffer: 64 * 2 ** 20 },
    );
    const { categories, audits } = JSON.parse(stdout);
    rows.push([`\`${path}\``, profile, ...CATEGORIES.map((name) => Math.round(categories[name].score * 100))]);
    for (const name of CATEGORIES) {
      const lost = categories[name].auditRefs.filter(
        ({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9,
      );
      for (const { id } of lost) console.error(`   ${path} ${profile} ${name}: ${id} ${audits[id].displayValue ?? ""}`);
    }
  }
  return rows;
}

/** On a busy machine Chromium's trace sometimes lacks its beginning; Lighthouse itself asks to be run again then. */
async function patiently(...command) {
  for (let round = 1; ; round += 1) {
    try {
      return (await promisify(execFile)(...command)).stdout;
    } catch (error) {
      if (round === 3) throw new Error(error.stderr || error.message);
      console.error("   Lighthouse runs again");
    }
  }
}
