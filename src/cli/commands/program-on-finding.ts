import { spawn } from "node:child_process";

/** Takes what is to be told, and tells it one after another. */
export interface ProgramOnFinding {
  /** Queues a text for the program's standard input. */
  tell(text: string): void;
  /** Starts no further one, and resolves when the last one has ended. */
  close(): Promise<void>;
}

/** A program that hangs must not keep the others waiting. */
const longest = 30_000;
/** An engine with more findings at once has no need of a program for each. */
const mostWaiting = 1_000;

/**
 * Starts a program for each text, one at a time, without a shell and without arguments: nothing of a container's name
 * becomes a word of a command. What it prints goes to standard error.
 */
export function programOnFinding(program: string, note: (line: string) => void): ProgramOnFinding {
  let waiting = 0;
  let closed = false;
  let queue = Promise.resolve();
  return {
    tell(text) {
      if (waiting >= mostWaiting) {
        if (waiting === mostWaiting) note(`more than ${mostWaiting} findings wait for the program: left out`);
        waiting = mostWaiting + 1;
        return;
      }
      waiting++;
      queue = queue.then(async () => {
        if (!closed) await run(program, text, note);
        waiting = Math.min(waiting, mostWaiting) - 1;
      });
    },
    close() {
      closed = true;
      return queue;
    },
  };
}

function run(program: string, text: string, note: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, [], { stdio: ["pipe", 2, 2], shell: false });
    const late = setTimeout(() => {
      note("the program of --exec-on-finding did not end in 30 seconds: stopped");
      child.kill("SIGKILL");
    }, longest);
    const settle = () => {
      clearTimeout(late);
      resolve();
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      note(`the program of --exec-on-finding cannot be started (${error.code ?? "unknown"})`);
      settle();
    });
    child.on("close", (code) => {
      // A negative one is the error that was told.
      if (code && code > 0) note(`the program of --exec-on-finding ended with ${code}`);
      settle();
    });
    // It may end without reading what it is told.
    child.stdin?.on("error", () => {});
    child.stdin?.end(`${text}\n`);
  });
}
