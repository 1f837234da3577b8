import type { Unseen } from "../capture.ts";
import { type Json, object, strings } from "../readers/json.ts";
import { type Question, questions } from "./answers.ts";
import { exchange, type Line, mebibyte } from "./exchange.ts";
import { failure, reason } from "./failure.ts";
import { follow } from "./follow.ts";
import { parseJson } from "./parse.ts";
import { isUsable, misfits } from "./shapes.ts";

/** A container or an image of a list. */
interface Listed {
  Id: string;
  Names: readonly string[];
}

/**
 * The calls of the engine's API that an audit makes, named as dockerode names them. Each gives an answer of the shape
 * that it should have, or rejects.
 */
export type Client = ReturnType<typeof startClient>;
export type ContainerCalls = ReturnType<Client["getContainer"]>;

/** More than any answer of the probe. */
const mostPrinted = 4 * mebibyte;

/** Opens nothing yet. What of an answer is malformed, while the rest is of use, is written into `unseen`. */
export function startClient(line: Line, unseen: Unseen[]) {
  const noted = new Set<string>();
  const note = ({ path, about }: Question, container: string | undefined, fields: readonly string[]) => {
    const why = reason(malformed(path, fields));
    const key = JSON.stringify([container, why]);
    if (noted.has(key)) return;
    noted.add(key);
    const known = fields.map((field) => `${withoutQuery(path)} ${field}`);
    unseen.push({ about, code: "bad-answer", why, fields: known, ...(container !== undefined && { container }) });
  };

  const ask = async (question: Question, id = "", query = ""): Promise<unknown> => {
    const path = `${question.path.replace("{id}", encodeURIComponent(id))}${query}`;
    const { body } = await exchange(line, { method: "GET", path, status: 200, most: question.most });
    return parsed(body, question.path);
  };

  const one = async (question: Question, id?: string, container?: string): Promise<Json> => {
    const answer = await ask(question, id);
    const wrong = misfits(answer, question.shape);
    if (!isUsable(answer, question.shape)) throw malformed(question.path, wrong);
    // An answer that belongs to another call.
    if (container !== undefined && (answer as Json).Id !== id) throw malformed(question.path, ["Id"]);
    if (wrong.length > 0) note(question, container, wrong);
    return answer as Json;
  };

  const list = async (question: Question, id?: string, query?: string): Promise<readonly Json[]> => {
    const answer = await ask(question, id, query);
    const { shape } = question;
    if (!isUsable(answer, shape) || typeof shape !== "object" || !("list" in shape)) {
      throw malformed(question.path, [Array.isArray(answer) ? "too many entries" : "no list"]);
    }
    const wrong = misfits(answer, shape);
    if (wrong.length > 0) note(question, undefined, wrong);
    return (answer as readonly Json[]).filter((entry) => isUsable(entry, shape.list));
  };

  return {
    /** What the engine called itself in the head of its last answer. */
    server: () => line.server,
    version: () => one(questions.version),
    info: () => one(questions.info),
    listContainers: async () => (await list(questions.containers)).map(listed),
    listImages: async () => (await list(questions.images)).map(listed),
    listServices: () => list(questions.services),
    listTasks: ({ filters }: { filters: Readonly<Record<string, readonly string[]>> }) =>
      list(questions.tasks, undefined, `?filters=${encodeURIComponent(JSON.stringify(filters))}`),
    listSecrets: () => list(questions.secrets),
    listConfigs: () => list(questions.configs),
    async listVolumes(): Promise<readonly Json[]> {
      const { Volumes } = await one(questions.volumes);
      return Array.isArray(Volumes) ? Volumes.map(object) : [];
    },
    /** Calls `open` when the engine begins to tell its events, and `tell` with each; resolves when it ends. */
    events: (open: () => void, tell: (line: string) => void) => follow(line, questions.events.path, open, tell),
    listNetworks: () => list(questions.networks),
    listPlugins: () => list(questions.plugins),
    getImage: (id: string) => ({
      inspect: () => one(questions.image, id),
      history: () => list(questions.history, id),
    }),
    getContainer: (id: string) => ({
      inspect: () => one(questions.container, id, id),
      /** What differs in its own layer from its image; of none the engine says `null`. */
      async changes(): Promise<readonly Json[]> {
        const answer = await ask(questions.changes, id);
        if (answer === null) return [];
        if (!isUsable(answer, questions.changes.shape)) throw malformed(questions.changes.path, ["no list"]);
        const wrong = misfits(answer, questions.changes.shape);
        if (wrong.length > 0) note(questions.changes, id, wrong);
        return (answer as readonly Json[]).filter((entry) => isUsable(entry, questions.changes.shape.list));
      },
      /** `mode`, as Go's os.FileMode, and `size` of a file; rejects with 404 where there is none. */
      async statFile(file: string): Promise<Json> {
        const { path: known, shape, most } = questions.file;
        const path = `${known.replace("{id}", encodeURIComponent(id))}?path=${encodeURIComponent(file)}`;
        const { headers } = await exchange(line, { method: "HEAD", path, status: 200, most });
        const head = String(headers["x-docker-container-path-stat"] ?? "");
        const stat = parsed(Buffer.from(head, "base64"), known);
        if (!isUsable(stat, shape)) throw malformed(known, misfits(stat, shape));
        return stat as Json;
      },
      /** The last lines it printed, in pieces; rejects where they have more than `most` bytes. */
      async logs(lines: number, most: number, take: (piece: Buffer) => void): Promise<void> {
        const known = questions.logs.path.replace("{id}", encodeURIComponent(id));
        const path = `${known}?stdout=1&stderr=1&tail=${lines}`;
        await exchange(line, { method: "GET", path, status: 200, most, take });
      },
      /** Runs a command in it, and gives all it printed, in Docker's frames. */
      async exec(user: string, words: readonly string[]): Promise<Buffer> {
        const create = { AttachStdout: true, User: user, Cmd: words };
        const { body } = await exchange(line, {
          method: "POST",
          path: questions.exec.path.replace("{id}", encodeURIComponent(id)),
          body: create,
          status: 201,
          most: questions.exec.most,
        });
        const answer = parsed(body, questions.exec.path);
        if (!isUsable(answer, questions.exec.shape)) throw malformed(questions.exec.path, ["Id"]);
        const path = `/exec/${(answer as { Id: string }).Id}/start`;
        const start = { method: "POST", path, body: { Detach: false }, status: 200, most: mostPrinted } as const;
        return (await exchange(line, start)).body;
      },
    }),
  };
}

function listed(one: Json): Listed {
  return { Id: String(one.Id), Names: strings(one.Names) };
}

function parsed(bytes: Buffer, path: string): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    throw malformed(path, [error instanceof RangeError ? "too many values" : "no JSON"]);
  }
}

function malformed(path: string, fields: readonly string[]): Error {
  return failure({ failed: "malformed", path: withoutQuery(path), what: fields.slice(0, 5).join(", ") });
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/, "");
}
