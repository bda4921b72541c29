// MDN's HTTP Observatory without the internet: its scanner against the release server behind TLS of our own, as a guest and signed in.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { withServer } from "./server.mjs";

const VERSION = "1.4.8";
const home = resolve("target/observatory");
const scanner = join(home, "node_modules/@mdn/mdn-http-observatory");

function install() {
  if (!existsSync(scanner)) {
    // Without scripts: they would fetch lists from the internet. Our own host is on none of them.
    execFileSync("npm", ["install", "--silent", "--ignore-scripts", "--prefix", home, `@mdn/mdn-http-observatory@${VERSION}`]);
  }
  writeFileSync(join(scanner, "conf/hsts-preload.json"), '{"entries":[]}');
}

/** Makes a certificate for localhost, and gives its folder. */
function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), "one-yes-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  return folder;
}

function certificate() {
  const folder = process.argv[2];
  return { key: readFileSync(join(folder, "key.pem")), cert: readFileSync(join(folder, "cert.pem")) };
}

const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));

/** What a proxy in front of the server does: TLS, and a redirect to it. `cookie` is what the browser of somebody signed in sends. */
async function proxied(upstream, cookie, use) {
  const tls = createTlsServer(certificate(), (asked, answer) => {
    const headers = { ...asked.headers, ...(cookie && { cookie }) };
    const passed = request(upstream + asked.url, { method: asked.method, headers }, (told) => {
      answer.writeHead(told.statusCode, told.headers);
      told.pipe(answer);
    });
    asked.pipe(passed);
  });
  const httpsPort = await listen(tls);
  const plain = createServer((asked, answer) => {
    answer.writeHead(301, { location: `https://localhost:${httpsPort}${asked.url}` }).end();
  });
  const httpPort = await listen(plain);
  try {
    return await use({ httpPort, httpsPort });
  } finally {
    tls.close().closeAllConnections();
    plain.close().closeAllConnections();
  }
}

async function score(ports) {
  const [{ retrieve }, { ALL_TESTS }, { getGradeForScore, getScoreModifier }] = await Promise.all(
    ["retriever/retriever.js", "constants.js", "grader/grader.js"].map((file) => import(join(scanner, "src", file))),
  );
  const seen = await retrieve("localhost", ports);
  const results = ALL_TESTS.map((test) => test(seen));
  const modifiers = results.filter(({ result }) => result).map(({ result }) => getScoreModifier(result));
  const lost = modifiers.filter((modifier) => modifier < 0).reduce((sum, modifier) => sum + modifier, 0);
  const all = modifiers.reduce((sum, modifier) => sum + modifier, 100);
  // As the scanner counts: extra credit only for what is good already.
  const total = 100 + lost >= 90 ? all : 100 + lost;
  const { grade } = getGradeForScore(total);
  return { grade, total, failed: results.filter(({ pass }) => !pass).map(({ result }) => result) };
}

/** Rows for the table: as whom, grade with points and failed tests, aim. */
async function scan() {
  return withServer(["--origin", "https://localhost"], async ({ url }) => {
    const signUp = await fetch(`${url}/api/v1/accounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "ada", password: "a quiet lighthouse keeper" }),
    });
    const session = signUp.headers.get("set-cookie").split(";")[0];
    const rows = [];
    for (const [who, cookie] of [["a guest, who gets no cookie", undefined], ["signed in, with the session's cookie", session]]) {
      const { grade, total, failed } = await proxied(url, cookie, score);
      // Without a cookie there are no points for how it is set (docs/security.md).
      if (total < (cookie ? 140 : 135)) throw new Error(`HTTP Observatory, ${who}: ${grade}, ${total}, ${failed}`);
      const told = failed.length ? ` (${failed.join(", ")})` : "";
      rows.push([`HTTP Observatory ${VERSION}, ${who}`, `${grade}, ${total}${told}`, "A+, 140"]);
    }
    return rows;
  });
}

/** The rows, found by a process of its own: which certificates one trusts is settled when it starts. */
export function observatory() {
  install();
  const folder = makeCertificate();
  const output = execFileSync(process.execPath, [import.meta.filename, folder], {
    encoding: "utf8",
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "cert.pem") },
  });
  return JSON.parse(output);
}

if (process.argv[1] === import.meta.filename) {
  console.log(process.argv[2] ? JSON.stringify(await scan()) : observatory());
}
