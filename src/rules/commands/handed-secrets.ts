import { isExampleFile } from "../../detection/example-files.ts";
import { fileOf } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Report } from "../rule.ts";
import type { Key } from "./messages.ts";

/** Secrets of its environment that a program makes arguments of another one. */
export function* handed(world: JudgedWorld): Generator<Report<Key>> {
  for (const read of world.all("read")) {
    const { name, to } = read;
    if (to?.is !== "argument" || name === undefined || read.from !== "env") continue;
    const judgement = world.judge.suspectName(name);
    if (judgement.is !== "secret" || judgement.confidence === "low") continue;
    yield {
      at: read,
      key: name,
      say: "handed",
      words: { program: to.by, paste: `spawn("${to.by}", args, { env: { ${name}: process.env.${name} } })` },
      severity: "medium",
      confidence: "medium",
      because: judgement.reason,
      example: isExampleFile(fileOf(read)),
    };
  }
}
