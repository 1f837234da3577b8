import { relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { FactKind, Link, Sighting, SubjectId } from "../facts/index.ts";
import { readText } from "../inputs/read.ts";
import type { EngineCapture } from "../runtime/capture.ts";
import { containerSubject } from "../runtime/readers/container-subject.ts";
import { type Json, objectIn } from "../runtime/readers/json.ts";
import { originOf } from "../runtime/readers/origin.ts";
import { scanCompose } from "../scanners/compose/index.ts";

/** The compose files that running containers were started from. */
export interface Declared {
  /** Absolute paths at which the files grant secrets to a container, beside /run/secrets. */
  targetsOf(inspect: Json): string[];
  /** What the files declare for the containers of a capture, and which container belongs to which service. */
  sightings(capture: EngineCapture): Sighting[];
  /** The text of one of the files, by the name that findings give it. */
  textOf(file: string): string | undefined;
}

/** What an audit asks of a file: what is wrong in it beside that, `lint` says. */
const asked: ReadonlySet<FactKind> = new Set<FactKind>(["grant", "secret"]);

/**
 * Files are named by the containers' own labels where the engine is on this machine, or by anyone who started the
 * audit.
 */
export function declaredFiles(cwd: string, against: string | undefined, local: boolean): Declared {
  const read = new Map<string, { text: string; sighting: Sighting } | undefined>();
  const nameOf = (path: string) => {
    const below = relative(cwd, path).split(sep).join("/");
    return below.startsWith("../") ? path : below;
  };
  const get = (path: string) => {
    if (!read.has(path)) {
      const reading = readText(path);
      const file = nameOf(path);
      const text = "text" in reading ? reading.text : undefined;
      read.set(path, text === undefined ? undefined : { text, sighting: scanCompose({ file, text }) });
    }
    return read.get(path);
  };
  const chosen = against === undefined ? undefined : resolve(cwd, against);
  if (chosen !== undefined && !get(chosen)) throw new UserError(`cannot read the compose file ${against}`);
  const filesOf = ({ files, folder }: ReturnType<typeof originOf>) => {
    if (chosen !== undefined) return [chosen];
    return local ? files.map((file) => resolve(folder, file)).filter((path) => get(path)) : [];
  };
  const declaring = (inspect: Json) => {
    const origin = originOf(inspect);
    return filesOf(origin).flatMap((path) => {
      const ids = origin.services.map((name): SubjectId => `service:${nameOf(path)}#${name}`);
      const id = ids.find((one) => get(path)?.sighting.subjects.some((subject) => subject.id === one));
      return id ? [{ path, id }] : [];
    });
  };

  return {
    targetsOf: (inspect) =>
      declaring(inspect).flatMap(({ path, id }) =>
        (get(path)?.sighting.facts ?? []).flatMap((fact) =>
          fact.kind === "grant" && fact.subject === id && fact.target !== undefined ? [fact.target] : [],
        ),
      ),
    sightings(capture) {
      const links = capture.containers.flatMap((container): Link[] => {
        const inspect = objectIn(container.inspect);
        const from = containerSubject(container, inspect).id;
        return declaring(inspect).map(({ id }) => ({ from, to: id, because: "started-from" }));
      });
      const wanted = new Set(links.map(({ to }) => to.slice(0, to.lastIndexOf("#"))));
      const used = [...read.values()].flatMap((file) => (file ? [file.sighting] : []));
      const kept = used.filter(({ subjects }) =>
        subjects.some(({ id }) => wanted.has(id.slice(0, id.lastIndexOf("#")))),
      );
      return [{ facts: [], subjects: [], links }, ...kept.map(narrowed)];
    },
    textOf: (file) => get(resolve(cwd, file))?.text,
  };
}

function narrowed({ facts, subjects, links }: Sighting): Sighting {
  const kept = facts.filter((fact) =>
    fact.kind === "gap" ? fact.about.some((kind) => asked.has(kind)) : asked.has(fact.kind),
  );
  return { facts: kept, subjects, links };
}
