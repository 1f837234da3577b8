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

/** The number of the image that both containers run, and its path. */
export const imageId = `sha256:${"c".repeat(64)}`;
export const image = `/images/${encodeURIComponent(imageId)}`;
const config = { User: "", Env: null, Cmd: ["sleep", "1000"], Entrypoint: null, Labels: {} };

/** What a container says about itself, with the fields that Docker always gives: nothing is wrong with it. */
export function inspect(
  name: keyof typeof ids,
  { Config = {}, ...fields }: Record<string, unknown> & { Config?: object } = {},
) {
  return {
    Id: ids[name],
    Name: `/${name}`,
    Image: imageId,
    State: { Status: "exited", Running: false, Restarting: false, Pid: 0, StartedAt: "0001-01-01T00:00:00Z" },
    HostConfig: { PidMode: "", CapDrop: null, GroupAdd: null, Privileged: false },
    GraphDriver: { Name: "overlay2", Data: { UpperDir: `/srv/engine/overlay2/${name}/diff` } },
    Mounts: [],
    ...fields,
    Config: { ...config, Image: "sleep:1", ...Config },
  };
}

/** To HEAD, which has no body. */
const noFile: Answer = (socket) => socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 20\r\n\r\n");

const sound: Readonly<Record<string, Answer>> = {
  "/version": json({ Version: "20.10.24", Components: null }),
  "/info": json({ DockerRootDir: "/srv/engine", Swarm: { LocalNodeState: "inactive" } }),
  "/containers/json": json([
    { Id: ids.web, Names: ["/web"] },
    { Id: ids.db, Names: ["/db"] },
  ]),
  ...Object.fromEntries(
    (["web", "db"] as const).flatMap((name) => [
      [`/containers/${ids[name]}/json`, json(inspect(name))],
      [`/containers/${ids[name]}/archive`, noFile],
      [`/containers/${ids[name]}/changes`, json(null)],
    ]),
  ),
  "/images/json": json([{ Id: imageId }]),
  "/volumes": json({ Volumes: [] }),
  "/networks": json([]),
  "/plugins": json([]),
  [`${image}/json`]: json({ Id: imageId, RepoTags: ["sleep:1"], Config: config }),
  [`${image}/history`]: json([{ CreatedBy: '/bin/sh -c #(nop)  CMD ["sleep" "1000"]' }]),
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
