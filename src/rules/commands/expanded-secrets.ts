import type { Command, Span } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { redisConfig, redisOption } from "./credential-options/databases.ts";
import { namedArguments } from "./generic-arguments.ts";
import type { SecretTaker } from "./options.ts";
import { nameAmong, programOf } from "./program.ts";
import { sameStatement } from "./removal.ts";
import { programs, secretArguments } from "./secret-arguments.ts";

/** The content of a secret file that is expanded into a program's arguments. */
export interface ExpandedSecret {
  path: string;
  span: Span;
  /** The program whose arguments show it, where it is known. */
  program?: string;
  /** It asks and ends, so that its arguments are seen for a moment only. */
  ephemeral: boolean;
  /** How this program reads it from a file, where that is known. */
  instead?: SecretTaker["instead"];
}

/** What the shell does itself: its arguments are no process's. */
const builtins: ReadonlySet<string> = new Set([
  ...[
    "export",
    "declare",
    "typeset",
    "local",
    "readonly",
    "echo",
    "printf",
    "test",
    "[",
    "set",
    "eval",
    ":",
    "read",
    "unset",
  ],
  ...["source", ".", "alias", "return", "shift", "trap", "exit", "env", "true", "false"],
]);

/** `--requirepass "$(cat /run/secrets/x)"`, directly or by way of a variable that was read from the file before. */
export function* expandedSecrets(command: Command, world: World): Generator<ExpandedSecret> {
  if (nameAmong(command.words[0], builtins)) return;
  const program = programOf(command.words);
  const name = nameAmong(program.word, programs);
  const told = [...secretArguments(program)];
  const named = [...namedArguments(command.words, program)].filter(({ name: option }) => redisOption.test(option));
  for (const { value } of program.args) {
    for (const { to, span } of references(value)) {
      const path = to.store === "file" ? to.name : to.store === "env" ? fileBehind(to.name, command, world) : undefined;
      if (path === undefined || !isSecretFile(path)) continue;
      const own = named.find((one) => [...references(one.value)].some((other) => other.span[0] === span[0]));
      const argument = told.find((one) => [...references(one.value)].some((other) => other.span[0] === span[0]));
      const instead = own
        ? redisConfig
        : argument && {
            secret: argument.instead.secret,
            usage: argument.instead.usage.replaceAll("{program}", argument.program),
          };
      const ephemeral = name !== undefined && !lasting.has(name);
      yield { path, span, ephemeral, ...(name !== undefined && { program: name }), ...(instead && { instead }) };
    }
  }
}

function isSecretFile(path: string): boolean {
  return /^\/(?:var\/)?run\/secrets\//.test(path) || /^\$\w*(?:PASS|PWD|SECRET|TOKEN|KEY)\w*_FILE$/i.test(path);
}

/** Of the programs that are known, those that stay. */
const lasting: ReadonlySet<string> = new Set(["redis-server", "valkey-server", "keydb-server", "ngrok", "x11vnc"]);

/** The file a variable of the same text was read from. */
function fileBehind(variable: string, command: Command, world: World): string | undefined {
  for (const binding of world.about(command.subject, "binding")) {
    if (binding.sink !== "process-env" || binding.name !== variable || binding.order > command.order) continue;
    if (!sameStatement(binding, command)) continue;
    for (const { to } of references(binding.value)) if (to.store === "file") return to.name;
  }
  return undefined;
}
