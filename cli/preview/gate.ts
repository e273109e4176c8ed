import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/**
 * A port that takes connections before there is a server behind it. The program starts while the server still loads,
 * which takes a tenth of the whole run.
 */
export class Gate {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  readonly #opened: (port: number) => void;

  private constructor(server: Server, sockets: Set<Socket>, opened: (port: number) => void) {
    this.#server = server;
    this.#sockets = sockets;
    this.#opened = opened;
    this.port = (server.address() as AddressInfo).port;
  }

  /** Opens one on loopback. */
  static async open(): Promise<Gate> {
    const sockets = new Set<Socket>();
    let opened: (port: number) => void = () => undefined;
    const target = new Promise<number>((resolve) => (opened = resolve));
    const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      void target.then((port) => forward(socket, port, sockets));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Gate(server, sockets, opened);
  }

  /** Lets everybody through, those who wait already too. */
  openTo(port: number): void {
    this.#opened(port);
  }

  /** Takes no more connections and drops those there are. */
  close(): void {
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

function forward(socket: Socket, port: number, sockets: Set<Socket>): void {
  const behind = connect({ port, host: "127.0.0.1", noDelay: true });
  sockets.add(behind);
  behind.on("error", () => socket.destroy());
  behind.on("close", () => socket.destroy());
  socket.on("close", () => behind.destroy());
  socket.pipe(behind).pipe(socket);
}
