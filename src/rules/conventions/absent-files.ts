import { secretPathIn } from "../../detection/run-secrets.ts";
import type { Binding, Fact, Process } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import type { JudgedWorld } from "../judged-world.ts";

/** A variable of a running container that names a secret's file, which is not there. */
interface AbsentFile {
  name: string;
  at: Fact;
  /** Below /run/secrets; of another path, which may be anything, nothing is told. */
  path?: string;
}

/** The secrets that variables of a container's main process promise and that are not there. */
export function absentFiles(main: Process, world: JudgedWorld): AbsentFile[] {
  return (main.absent ?? []).flatMap((name): AbsentFile[] => {
    const binding = bindingOf(name, main, world);
    // Its service has the variable, and what that is granted is told there.
    if (binding?.subject.startsWith("service:") && world.complete(binding.subject, "grant")) return [];
    const path = binding && secretPathIn(binding.value);
    const stem = /^(.+?)_*FILE$/i.exec(name)?.[1];
    const isSecret = stem !== undefined && world.judge.suspectName(stem).is === "secret";
    if (path === undefined && !isSecret) return [];
    const own = binding?.subject === main.subject ? binding : main;
    return [{ name, at: own, ...(path !== undefined && { path }) }];
  });
}

/** Who set the variable: the container itself, its service, or its image. */
function bindingOf(name: string, { subject }: Process, world: World): Binding | undefined {
  const origins = [...world.sources(subject, "task-of"), ...world.sources(subject, "runs")];
  const facts = [subject, ...origins.map(({ id }) => id)].flatMap((id) => world.about(id, "binding"));
  return facts.find((one) => one.name === name && /^(?:container|image)-env$/.test(one.sink));
}
