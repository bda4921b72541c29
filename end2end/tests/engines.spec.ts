// The core of the product in three engines: Chromium, Firefox and WebKit. Few stories, the same for all; details are tested in Chromium alone.
import { test as base, expect } from "@playwright/test";
import { Visitor } from "./engines/engine.ts";
import { ENGINES, launch, type EngineName } from "./engines/launch.ts";
import { Server } from "./server.ts";

interface Fixtures {
  engineName: EngineName;
  server: Server;
  visitor: Visitor;
}

const test = base.extend<Fixtures>({
  engineName: ["Chromium", { option: true }],
  server: async ({}, use) => {
    const server = new Server();
    await server.start();
    await use(server);
    await server.dispose();
  },
  visitor: async ({ engineName, server }, use) => {
    const engine = await launch(engineName);
    try {
      await use(new Visitor(engine, server.url));
      expect(engine.errors(), "the page threw errors").toEqual([]);
    } finally {
      await engine.close();
    }
  },
});

/** Waits until the service worker answers for the page, so that it works without a network. */
const untilControlled = (visitor: Visitor) =>
  visitor.until("the service worker answers", "return navigator.serviceWorker.controller !== null");

const add = async (visitor: Visitor, line: string): Promise<void> => {
  await visitor.write("Add", line);
  await visitor.key("Enter");
  await visitor.sees("link", line.replace(/.*, /, ""));
};

for (const name of ENGINES) {
  test.describe(name, () => {
    test.use({ engineName: name });

    test("a first visit, a first opportunity, and it is there after a reload", async ({ visitor }) => {
      await visitor.open("/");
      await visitor.open("/search");
      await add(visitor, "Acme, Data engineer");
      await visitor.reload();
      await visitor.sees("link", "Data engineer");
    });

    test("a no leads to a running pause, and from there through the comeback", async ({ visitor }) => {
      await visitor.open("/people");
      await visitor.press("link", "I just heard no");
      await visitor.write("Company", "Acme");
      await visitor.write("Role", "Data engineer");
      await visitor.press("button", "We had interviews");
      await visitor.press("button", "Continue");
      await visitor.press("button", "24 hours");
      await visitor.sees("heading", "Rest first");
      await visitor.reload();
      await visitor.sees("heading", "Rest first");
      await visitor.press("button", "I’m ready now");
      await visitor.press("button", "Continue");
      await visitor.until("the next step", "return document.querySelector('h1').textContent !== 'Rest first'");
    });

    test("every page opens without a network, with what was written", async ({ visitor, server }) => {
      await visitor.open("/search");
      await add(visitor, "Acme, Data engineer");
      await untilControlled(visitor);
      await server.stop();
      await visitor.openCold("/search");
      await visitor.sees("link", "Data engineer");
      await visitor.open("/method/pause");
      await visitor.open("/learned");
      await visitor.sees("heading", "Learned");
    });

    test("a new version waits until it is wanted, and what was written is there in it", async ({ visitor, server }) => {
      await visitor.open("/search");
      await add(visitor, "Acme, Data engineer");
      await untilControlled(visitor);
      await server.deployNextBuild();
      await visitor.read("navigator.serviceWorker.ready.then((worker) => worker.update())");
      await visitor.press("button", "Use the new version");
      const sheet = "return document.querySelector('link[rel=stylesheet]').href.includes('next-build')";
      await visitor.until("the new version", sheet);
      await visitor.untilAlive();
      await visitor.sees("link", "Data engineer");
      expect(await visitor.read("return document.querySelectorAll('h1').length")).toBe(1);
    });
  });
}
