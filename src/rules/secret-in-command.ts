import { fileOf } from "./bindings.ts";
import { examples } from "./commands/examples.ts";
import { expanded, generated, written } from "./commands/file-reports.ts";
import { handed } from "./commands/handed-secrets.ts";
import { type Key, messages } from "./commands/messages.ts";
import { assigned, wordReports } from "./commands/word-reports.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

/** A secret in the arguments of a command: at build, at start, in a health check, in a script. */
export const secretInCommand = worldRule<Key>({
  id: "secret-in-command",
  over: "world",
  title: "A secret is an argument of a command",
  why: "The image's history contains the arguments of a RUN, its config those of CMD, ENTRYPOINT and HEALTHCHECK. A process list shows the arguments of every running command. Anyone who can pull the image, ask the engine or run `ps` can read them.",
  severity: "high",
  tags: ["CWE-214", "CWE-798"],
  messages,
  examples,

  check(world) {
    const told = new Set<string>();
    const reports: Report<Key>[] = [];
    for (const report of found(world)) {
      const span = report.span ?? (report.at.place.in === "text" ? report.at.place.span : undefined);
      // The same text can be a word of `sh -c` and of the command inside.
      const where =
        report.at.place.in === "text" ? fileOf(report.at) : `${report.at.place.file}${report.at.place.pointer}`;
      const place = `${where}:${span?.join("-")}`;
      if (span && told.has(place)) continue;
      told.add(place);
      reports.push(report);
    }
    return reports;
  },
});

function* found(world: JudgedWorld): Generator<Report<Key>> {
  for (const binding of world.all("binding")) yield* assigned(binding, world);
  for (const command of world.all("command")) {
    yield* written(command, world);
    yield* wordReports(command, world);
    yield* generated(command, world);
    yield* expanded(command, world);
  }
  yield* handed(world);
}
