import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
} from "node:http";
import { failure, isClosed } from "./failure.ts";

/** How long one call may take, in milliseconds, and how much all answers of a connection may hold, in bytes. */
export interface Limits {
  /** Until the head of the answer is there. */
  head: number;
  /** Until the answer is whole. */
  whole: number;
  inAll: number;
}

export const mebibyte = 1024 * 1024;

/** What all calls on one connection share. */
export interface Line {
  /** Where the engine is, and the agent that holds connections to it. */
  way: RequestOptions;
  limits: Limits;
  /** Bytes that came so far. */
  received: number;
  /** Calls that are under way. */
  open: Set<ClientRequest>;
  closed: boolean;
  /** What the engine last called itself: `Docker/20.10.24 (linux)`. */
  server?: string;
}

/** One question. */
export interface Call {
  method: "GET" | "HEAD" | "POST";
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** The one status that brings an answer. */
  status: number;
  /** The bytes that an answer may have. */
  most: number;
  /**
   * Takes each piece of the answer as it comes; nothing of it is kept, and it does not count among what all answers
   * hold.
   */
  take?: (piece: Buffer) => void;
}

/** What came back. */
interface Answer {
  body: Buffer;
  headers: IncomingHttpHeaders;
}

/** A refusal has a short text, of which nothing is kept. */
const mostOfRefusal = 64 * 1024;

/**
 * One call and its whole answer. It ends in time whatever the engine does, follows no redirect, and keeps no more than
 * it may. Everything else than a whole answer with the right status rejects.
 */
export async function exchange(line: Line, call: Call): Promise<Answer> {
  const began = Date.now();
  for (;;) {
    let reused = false;
    try {
      return await exchangeOnce(line, call, (request) => {
        reused = request.reusedSocket;
      });
    } catch (error) {
      // An engine may close an idle connection at the moment of the next call:
      // https://nodejs.org/api/http.html#requestreusedsocket
      const isIdle = reused && call.method !== "POST" && isClosed(error) && Date.now() - began < justNow;
      if (!isIdle || line.closed) throw error;
    }
  }
}

/** Within this time a connection shows that it was closed before the call. */
const justNow = 1000;

function exchangeOnce(line: Line, call: Call, onError: (request: ClientRequest) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (line.closed) throw failure({ failed: "cut" });
    const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
    const asked = request({
      ...line.way,
      method: call.method,
      path: `${line.way.path ?? ""}${call.path}`,
      headers: body ? { "content-type": "application/json", "content-length": body.length } : {},
    });
    line.open.add(asked);
    let answered = false;
    const late = () => fail(failure({ failed: "late" }));
    const timers = [setTimeout(late, line.limits.head), setTimeout(late, line.limits.whole)] as const;
    const settle = () => {
      line.open.delete(asked);
      for (const timer of timers) clearTimeout(timer);
    };
    const fail = (error: Error) => {
      settle();
      onError(asked);
      reject(error);
      asked.destroy();
    };
    const whole = (answer: Answer) => {
      settle();
      resolve(answer);
    };
    asked.on("error", (error: NodeJS.ErrnoException) => {
      const noHttp = error.code?.startsWith("HPE_") === true;
      fail(noHttp ? failure({ failed: "no-http" }) : answered ? failure({ failed: "cut" }) : error);
    });
    asked.on("response", (response) => {
      answered = true;
      clearTimeout(timers[0]);
      take(response, line, call, whole, fail);
    });
    asked.on("upgrade", () => fail(failure({ failed: "status", status: 101 })));
    // Whatever else happens, nobody waits for a call that is over.
    asked.on("close", () => fail(failure({ failed: "cut" })));
    asked.end(body);
  });
}

function take(
  response: IncomingMessage,
  line: Line,
  { status, most, take: takePiece }: Call,
  whole: (answer: Answer) => void,
  fail: (error: Error) => void,
): void {
  const { statusCode = 0, headers } = response;
  if (typeof headers.server === "string") line.server = headers.server;
  const refused = statusCode !== status;
  const refusal = () => failure({ failed: "status", status: statusCode });
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (refused) {
      if (length > mostOfRefusal) fail(refusal());
      return;
    }
    if (takePiece) {
      takePiece(chunk);
      if (length > most) fail(failure({ failed: "long", most: inMebibytes(most) }));
      return;
    }
    line.received += chunk.length;
    chunks.push(chunk);
    if (length > most) fail(failure({ failed: "long", most: inMebibytes(most) }));
    else if (line.received > line.limits.inAll)
      fail(failure({ failed: "long", most: `what is left of ${inMebibytes(line.limits.inAll)} for all answers` }));
  });
  response.on("end", () => (refused ? fail(refusal()) : whole({ body: Buffer.concat(chunks), headers })));
  // Cut off in the middle, a response errs and closes, and does not end.
  for (const event of ["error", "close"]) {
    response.on(event, () => fail(refused ? refusal() : failure({ failed: "cut" })));
  }
}

function inMebibytes(bytes: number): string {
  return `${bytes / mebibyte} MiB`;
}
