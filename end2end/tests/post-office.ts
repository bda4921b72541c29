// A mail server on loopback that takes everything: the part of SMTP (RFC 5321) a client needs to hand over a message.
import { createServer, type AddressInfo } from "node:net";

export class PostOffice {
  readonly letters: string[] = [];
  private readonly server = createServer((socket) => {
    let [unread, isLetter] = ["", false];
    socket.setEncoding("utf8").write("220 localhost\r\n");
    socket.on("data", (text: string) => {
      unread += text;
      for (;;) {
        const end = unread.indexOf(isLetter ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const said = unread.slice(0, end);
        unread = unread.slice(end + (isLetter ? 5 : 2));
        if (isLetter) this.letters.push(said.replaceAll("=\r\n", "").replaceAll("=3D", "="));
        isLetter = !isLetter && said === "DATA";
        socket.write(isLetter ? "354 go on\r\n" : "250 localhost\r\n");
      }
    });
    socket.on("error", () => {});
  });

  /** Opens it; gives the setting that names it. */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The path, with its fragment, of the link in the letter with this number. */
  link(number: number): string {
    return /https?:\/\/[^/]+(\/account#[\w=-]+)/.exec(this.letters[number] ?? "")?.[1] ?? "";
  }

  close(): void {
    this.server.close();
  }
}
