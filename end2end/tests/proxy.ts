// A bad network of our own: a proxy in front of the server that delays, loses, repeats and cuts off requests and answers, after a seeded plan.
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Fate = "pass" | "delay" | "lose-request" | "lose-answer" | "repeat" | "cut";

/** Where the server tells of changes, in a stream that stays open. */
const POKES = "/api/v1/pokes";

/** Sends the first half, then ends the connection as a lost network does: the rest never comes. */
function cutOff(outgoing: ServerResponse, body: Buffer): void {
  outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy());
}

/** Small seeded generator (mulberry32), so that a run is the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Deals every card before any comes again, so that a short run, too, sees each kind of trouble. */
function deck(random: () => number, cards: Fate[]): () => Fate {
  let left: Fate[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    return left.splice(Math.floor(random() * left.length), 1)[0] ?? "pass";
  };
}

/** The proxy. `isBad` turns its tricks on and off; only the interface for syncing suffers, pages and files pass. */
export class Proxy {
  url = "";
  isBad = false;
  readonly fates: Record<Fate, number> = { pass: 0, delay: 0, "lose-request": 0, "lose-answer": 0, repeat: 0, cut: 0 };
  /** Streams of pokes that ended in the middle of an event. */
  streamsCut = 0;
  /** Bytes of requests and answers under /api/v1, as they were on the wire without TLS. */
  bytes = 0;
  private readonly random: () => number;
  private readonly requests: () => Fate;
  private readonly streams: () => Fate;
  private readonly events: () => Fate;
  private readonly server = createServer((incoming, outgoing) => {
    // Whoever asked may be gone before the answer is.
    this.serve(incoming, outgoing).catch(() => outgoing.destroy());
  });

  constructor(
    private readonly target: string,
    seed: number,
  ) {
    this.random = random(seed);
    this.requests = deck(this.random, ["lose-request", "lose-answer", "cut", "repeat", "delay", "delay", "pass"]);
    this.streams = deck(this.random, ["lose-request", "lose-answer", "pass"]);
    this.events = deck(this.random, ["cut", "pass", "pass"]);
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private fate(path: string): Fate {
    if (!this.isBad) return "pass";
    // A stream that was let through suffers while it is open.
    if (path.startsWith(POKES)) return this.streams();
    return /^\/api\/v1\/(push|changes)/.test(path) ? this.requests() : "pass";
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = incoming.url ?? "/";
    const fate = this.fate(path);
    this.fates[fate] += 1;
    if (fate === "lose-request") return void outgoing.destroy();
    if (fate === "delay") await new Promise((done) => setTimeout(done, this.random() * 800));
    if (fate === "repeat") await this.forward(incoming, body).then((answer) => answer?.resume());
    const answer = await this.forward(incoming, body);
    if (!answer || fate === "lose-answer") {
      answer?.resume();
      return void outgoing.destroy();
    }
    if (path.startsWith("/api/v1/")) {
      const head = (message: IncomingMessage) => message.rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
      this.bytes += head(incoming) + body.length + head(answer);
      answer.on("data", (chunk: Buffer) => (this.bytes += chunk.length));
    }
    outgoing.on("close", () => answer.destroy());
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    if (fate === "cut") {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part as Buffer);
      return cutOff(outgoing, Buffer.concat(parts));
    }
    if (path.startsWith(POKES)) {
      answer.on("data", (chunk: Buffer) => {
        if (outgoing.destroyed || !this.isBad || this.events() !== "cut") return;
        this.streamsCut += 1;
        answer.unpipe(outgoing);
        cutOff(outgoing, chunk);
      });
    }
    answer.pipe(outgoing);
  }

  private forward(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage | undefined> {
    return new Promise((done) => {
      const options = { method: incoming.method, headers: incoming.headers };
      const outgoing = request(new URL(incoming.url ?? "/", this.target), options, done);
      outgoing.on("error", () => done(undefined));
      outgoing.end(body);
    });
  }
}
