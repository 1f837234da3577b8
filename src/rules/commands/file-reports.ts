import type { Command } from "../../facts/index.ts";
import { masked } from "../../facts/shown.ts";
import type { World } from "../../facts/world.ts";
import { isUsable, judged, nature, secretName } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Report } from "../rule.ts";
import { expandedSecrets } from "./expanded-secrets.ts";
import { generatedKey } from "./generated-keys.ts";
import { isPing } from "./health-checks.ts";
import type { Key } from "./messages.ts";
import { removedAgain } from "./removal.ts";
import { lesser, remedy, visibleTo } from "./visible-to.ts";
import { isReportable } from "./word-reports.ts";
import { writtenHere, writtenSecrets } from "./written-secrets.ts";

/** `echo TOKEN > file`. */
export function* written(command: Command, world: JudgedWorld): Generator<Report<Key>> {
  const written = [...writtenSecrets(command, world.judge), ...writtenHere(command, world.judge)];
  for (const { name, path, suspicion, value } of written) {
    const inHere = command.input?.from === "here" && isUsable(suspicion) && suspicion.by !== "url";
    if (!inHere && !isReportable(suspicion)) continue;
    const secret = secretName(lastOf(path));
    yield {
      at: command,
      ...judged(suspicion),
      ...lesser(command, world),
      key: name,
      say: "written",
      words: {
        path,
        nature: nature(suspicion),
        audience: visibleTo(command, world),
        ...remedy(command, world, secret),
        ...(command.when === "build" && { paste: `RUN --mount=type=secret,id=${secret},target=${path} …` }),
      },
      shown: masked(value),
    };
  }
}

/** A private key that a RUN leaves in its layer. */
export function* generated(command: Command, world: World): Generator<Report<Key>> {
  const key = command.when === "build" ? generatedKey(command) : undefined;
  if (!key || removedAgain(command, key.path, world)) return;
  const less = key.host || key.program !== "ssh-keygen" || !world.ships(command.subject);
  yield {
    at: command,
    key: key.program,
    say: key.host ? "hostKey" : "generated",
    words: { path: key.path, secret: secretName(lastOf(key.path)) },
    ...(less && { severity: "medium" as const }),
  };
}

/** The content of a secret that becomes an argument of a program in a container. */
export function* expanded(command: Command, world: World): Generator<Report<Key>> {
  if (command.when !== "start" && command.when !== "health") return;
  for (const { path, span, program, instead, ephemeral } of expandedSecrets(command, world)) {
    const variable = secretName(lastOf(path).replace(/_FILE$/i, "")).toUpperCase();
    const general = {
      instead: "let the program read the file; or export the value to its environment only",
      paste: `export ${variable}="$(cat ${path})" && exec …`,
    };
    yield {
      at: command,
      span,
      key: program ?? lastOf(path),
      say: isPing(command) ? "needless" : "expanded",
      words: {
        path,
        program: program === undefined ? "the program" : `\`${program}\``,
        audience: visibleTo(command, world),
        ...(instead ? remedy(command, world, instead.secret, instead.usage) : general),
      },
      severity: command.when === "health" || ephemeral ? "low" : "medium",
    };
  }
}

function lastOf(path: string): string {
  return /([^/]+)\/*$/.exec(path)?.[1] ?? path;
}
