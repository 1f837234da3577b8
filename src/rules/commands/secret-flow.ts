import { fileName } from "../../detection/argument.ts";
import type { Binding, Command, Grant, Value, Word } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";

/**
 * What of a build secret is known while the commands of its RUN go by: its file, the variables that hold it, the
 * commands that print it.
 */
export interface SecretFlow {
  target?: string;
  variables: Set<string>;
  /** Commands whose output holds it. */
  printing: Command[];
}

/** Starts with what the mount itself gives. */
export function secretFlow({ target, env }: Grant): SecretFlow {
  return {
    ...(target !== undefined && { target }),
    variables: new Set(env === undefined ? [] : [env]),
    printing: [],
  };
}

/** Takes note of a variable that is set. */
export function assign(flow: SecretFlow, { name, value }: Binding): void {
  if (carries(flow, value)) flow.variables.add(name);
}

/** Whether the value holds the secret's content. */
export function carries({ target, variables }: SecretFlow, value: Value): boolean {
  for (const { to } of references(value)) {
    if (to.store === "file" ? isTarget(to.name, target) : variables.has(to.name)) return true;
  }
  return false;
}

/** Whether one of the command's words holds the secret's content. */
export function uses(flow: SecretFlow, { words }: Command): boolean {
  return words.some(({ value }) => carries(flow, value));
}

/** Whether the word names the secret's file, or all files beside it. */
export function names({ target }: SecretFlow, { value }: Word): boolean {
  const path = fileName(value);
  if (path === undefined || target === undefined) return false;
  const all = /^\/run\/secrets(?:\/\*?)?$/.test(path) && target.startsWith("/run/secrets/");
  return all || isTarget(path, target);
}

/** Whether the secret comes in on the command's standard input. */
export function isFed(flow: SecretFlow, command: Command): boolean {
  const { input } = command;
  switch (input?.from) {
    case "file":
      return names(flow, input.path);
    case "here":
      return carries(flow, input.value);
    case "pipe": {
      const left = input.words[0]?.span[0];
      return flow.printing.some((one) => one.words[0]?.span[0] === left);
    }
    default:
      return false;
  }
}

function isTarget(path: string, target: string | undefined): boolean {
  if (target === undefined) return false;
  const full = path.replace(/^(?:~|\$HOME)(?=\/)/, "/root");
  if (full.startsWith("/")) return full === target;
  // The folder the command runs in is not known here; a relative path that fits leaves little room.
  return !full.startsWith("$") && target.endsWith(`/${full.replace(/^\.\//, "")}`);
}
