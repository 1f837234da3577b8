import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the engine does when it is asked: it writes what it likes, and may close or not. */
export type Answer = (socket: Socket, path: string) => void;

/** Numbers of the engine's two containers. */
export const ids = { web: "a".repeat(64), db: "b".repeat(64) } as const;

/** A whole answer. */
export function json(value: unknown, status = "200 OK", head = ""): Answer {
  return raw(JSON.stringify(value), status, `Content-Type: application/json\r\n${head}`);
}

/** A whole answer with any body. */
export function raw(body: string | Buffer, status = "200 OK", head = ""): Answer {
  return (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`);
    socket.write(body);
  };
}

/** Writes these bytes, and closes. */
export function bytes(text: string): Answer {
  return (socket) => socket.end(text);
}

/** What a container says of itself: nothing is wrong with it. */
export function inspect(name: keyof typeof ids, fields: Record<string, unknown> = {}) {
  return {
    Id: ids[name],
    Name: `/${name}`,
    Image: "",
    State: { Running: false, Pid: 0 },
    Config: { Env: null, Labels: null, Cmd: null },
    HostConfig: {},
    Mounts: null,
    ...fields,
  };
}

const sound: Readonly<Record<string, Answer>> = {
  "/version": json({ Version: "20.10.24", Components: null }),
  "/info": json({ DockerRootDir: "/srv/engine", Swarm: { LocalNodeState: "inactive" } }),
  "/containers/json": json([
    { Id: ids.web, Names: ["/web"] },
    { Id: ids.db, Names: ["/db"] },
  ]),
  [`/containers/${ids.web}/json`]: json(inspect("web")),
  [`/containers/${ids.db}/json`]: json(inspect("db")),
  "/images/json": json([]),
};

/** A socket that answers as an engine does, but for the paths named in `answers`; `*` is all others. */
export async function startEngine(answers: Readonly<Record<string, Answer>>) {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-hostile-"));
  const path = join(folder, "engine.sock");
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const target = text.split(" ")[1] ?? "";
      text = text.slice(end + 4);
      asked.push(target);
      const name = target.replace(/\?.*/, "");
      const answer =
        answers[name] ?? answers["*"] ?? sound[name] ?? json({ message: "no such thing" }, "404 Not Found");
      answer(socket, name);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    host: `unix://${path}`,
    asked,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
