import type { Command, Span } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { secretArguments } from "../../programs/arguments.ts";
import { redisConfig, redisOption } from "../../programs/entries/databases.ts";
import type { CredentialForm } from "../../programs/entry.ts";
import { does, entryOf } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";
import { namedArguments } from "./generic-arguments.ts";
import { sameStatement } from "./removal.ts";

/** The content of a secret file that is expanded into a program's arguments. */
export interface ExpandedSecret {
  path: string;
  span: Span;
  /** The program whose arguments show it, where it is known. */
  program?: string;
  /** It asks and ends, so that its arguments are seen for a moment only. */
  ephemeral: boolean;
  /** How this program reads it from a file, where that is known. */
  instead?: CredentialForm["fromFile"];
}

/** `--requirepass "$(cat /run/secrets/x)"`, directly or by way of a variable that was read from the file before. */
export function* expandedSecrets(command: Command, world: World): Generator<ExpandedSecret> {
  if (does(programName(command.words[0]), "built-in")) return;
  const program = programOf(command.words);
  const known = programName(program.word);
  const name = known !== undefined && entryOf(known).credentials ? known : undefined;
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
            secret: argument.fromFile.secret,
            usage: argument.fromFile.usage.replaceAll("{program}", argument.program),
          };
      const ephemeral = name !== undefined && !does(name, "keeps-running");
      yield { path, span, ephemeral, ...(name !== undefined && { program: name }), ...(instead && { instead }) };
    }
  }
}

function isSecretFile(path: string): boolean {
  return /^\/(?:var\/)?run\/secrets\//.test(path) || /^\$\w*(?:PASS|PWD|SECRET|TOKEN|KEY)\w*_FILE$/i.test(path);
}

/** The file a variable of the same text was read from. */
function fileBehind(variable: string, command: Command, world: World): string | undefined {
  for (const binding of world.about(command.subject, "binding")) {
    if (binding.sink !== "process-env" || binding.name !== variable || binding.order > command.order) continue;
    if (!sameStatement(binding, command)) continue;
    for (const { to } of references(binding.value)) if (to.store === "file") return to.name;
  }
  return undefined;
}
