// Writes a .br and a .gz beside every file of the site that gets smaller by it, at the strongest setting: it is done once a build.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const site = process.argv[2];
const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
// Under this a response fits one packet anyway.
const SMALLEST = 600;

let before = 0;
let after = 0;
for (const name of readdirSync(site, { recursive: true })) {
  const path = join(site, name);
  const size = statSync(path).size;
  if (!COMPRESSIBLE.has(extname(path)) || size < SMALLEST) continue;
  const text = readFileSync(path);
  const brotli = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  before += size;
  after += brotli.length;
}
console.log(`Compressed ${before} bytes to ${after} with brotli.`);
