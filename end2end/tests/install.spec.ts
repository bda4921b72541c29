// Installing: Chromium's own judgement, and a manifest whose promises hold.
import { expect, open, test, untilControlled } from "./fixtures.ts";

interface Manifest {
  id: string;
  start_url: string;
  scope: string;
  display: string;
  name: string;
  icons: { src: string; sizes: string; purpose?: string }[];
  screenshots: { src: string; sizes: string; form_factor: string; label: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string; method: string; params: Record<string, string> };
}

test("Chromium finds nothing that stands against installing", async ({ page }) => {
  await open(page);
  await untilControlled(page);
  const chromium = await page.context().newCDPSession(page);
  const { errors } = await chromium.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await chromium.send("Page.getInstallabilityErrors");
  // Tests run in private contexts, which Chromium never installs from.
  const reasons = installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito");
  expect(reasons).toEqual([]);
});

test("every file and address the manifest names is there, in the size it says", async ({ page, request }) => {
  await open(page);
  const manifest = (await (await request.get("/manifest.webmanifest")).json()) as Manifest;
  expect([manifest.id, manifest.start_url, manifest.scope]).toEqual(["/", "/", "/"]);
  expect(manifest.display).toBe("standalone");
  expect(manifest.name).toBe("One Yes");
  for (const purpose of ["any", "maskable"]) {
    for (const sizes of ["192x192", "512x512"]) {
      expect(manifest.icons.some((icon) => icon.sizes === sizes && (icon.purpose ?? "any") === purpose)).toBe(true);
    }
  }
  for (const picture of [...manifest.icons, ...manifest.screenshots]) {
    const response = await request.get(picture.src);
    expect(response.status(), picture.src).toBe(200);
    if (!picture.src.endsWith(".png")) continue;
    const bytes = await response.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, picture.src).toBe(picture.sizes);
  }
  expect(manifest.screenshots.map((picture) => picture.form_factor).sort()).toEqual(["narrow", "wide"]);
  expect(manifest.shortcuts.map((shortcut) => [shortcut.name, shortcut.url])).toEqual([
    ["I just heard no", "/comeback/new"],
    ["Add", "/search?add"],
  ]);
  expect(manifest.share_target.action).toBe("/search");
  expect(Object.values(manifest.share_target.params).sort()).toEqual(["text", "title", "url"]);
});
