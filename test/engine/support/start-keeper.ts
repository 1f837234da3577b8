import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

/** Starts engines whose data is in a folder, and returns what stops them; they stop as well when this process ends. */
export async function startKeeper(
  folder: string,
  kind?: "remapped" | "modern" | "plain",
  path = process.env.PATH,
): Promise<() => Promise<void>> {
  const words = kind === undefined ? [] : [kind];
  const keeper = spawn(process.execPath, [join(import.meta.dirname, "keeper.mjs"), folder, ...words], {
    detached: true,
    env: { ...process.env, PATH: path },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => keeper.on("exit", () => resolve()));
  const stop = async () => {
    keeper.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const line = await new Promise<string>((resolve) => {
    keeper.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    keeper.on("exit", () => resolve("the engine's keeper ended"));
  });
  if (line !== "ready") throw new Error(line);
  return stop;
}
