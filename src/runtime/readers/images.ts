import type { Fact, Sighting, Subject } from "../../facts/index.ts";
import type { ImageCapture } from "../capture.ts";
import { type About, literal, seenAt } from "./about.ts";
import { readEnv, readLabels } from "./bindings.ts";
import { readHealthcheck, readScript, readWords } from "./commands.ts";
import { at, listIn, objectIn, strings, text } from "./json.ts";

/** An image as a subject. It ships: anyone who may pull it has what it holds. */
export function imageSubject(name: string): Subject {
  const place = { in: "capture", file: `image ${name}`, pointer: "" } as const;
  return { id: `image:${name}`, name, ships: true, place };
}

/** Environment, labels, commands and history of an image. */
export function readImage(capture: ImageCapture): Sighting {
  const subject = imageSubject(capture.name);
  const about: About = { subject: subject.id, file: subject.place.file };
  const config = at(objectIn(capture.inspect), "Config");
  const facts: Fact[] = [
    ...readEnv(about, "image-env", at(config, "Env"), "/Config/Env"),
    ...readLabels(about, "image-label", at(config, "Labels"), "/Config/Labels"),
    ...["Entrypoint", "Cmd"].flatMap((name) => readWords(about, "start", strings(at(config, name)), `/Config/${name}`)),
    ...readHealthcheck(about, strings(at(config, "Healthcheck", "Test")), "/Config/Healthcheck/Test"),
    ...listIn(capture.history).flatMap((layer, index) =>
      readLayer(about, text(at(layer, "CreatedBy")) ?? "", `/History/${index}/CreatedBy`),
    ),
  ];
  return { facts, subjects: [subject], links: [] };
}

/**
 * A RUN of the history: `|2 TOKEN=… MODE=prod /bin/sh -c make`. What ENV and CMD left there is in the config as well.
 */
function readLayer(about: About, created: string, pointer: string): Fact[] {
  const run = /^(?:RUN )?(?:\|(\d+) )?/.exec(created);
  const [start = "", count] = run ?? [];
  const rest = created.slice(start.length);
  const shell = rest.search(/\/bin\/(?:ba|a)?sh -[a-z]*c /);
  if (shell < 0 || rest.startsWith("#(nop)", shell + "/bin/sh -c ".length)) return [];
  const facts: Fact[] = count === undefined ? [] : readArguments(about, rest.slice(0, shell), Number(count), pointer);
  const script = rest
    .slice(shell)
    .replace(/^\S+ -[a-z]*c /, "")
    .replace(/ # buildkit$/, "");
  return [...facts, ...readScript(about, "build", script, `${pointer}/script`)];
}

/** Build arguments are unquoted before the command: each begins with a name and reaches to the next one. */
function readArguments(about: About, written: string, count: number, pointer: string): Fact[] {
  const starts = [...written.matchAll(/(?:^| )([A-Za-z_]\w*)=/g)].slice(0, count);
  return starts.map((start, index): Fact => {
    const from = start.index + start[0].length;
    const value = written.slice(from, starts[index + 1]?.index ?? written.length).trimEnd();
    return {
      kind: "binding",
      ...seenAt(about, `${pointer}/${index}`, index),
      sink: "build-arg",
      name: start[1] ?? "",
      value: literal(value),
      valueSpan: [0, value.length],
    };
  });
}
