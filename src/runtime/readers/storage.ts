import type { Binding, Sighting, SubjectId } from "../../facts/index.ts";
import type { EngineCapture } from "../capture.ts";
import { type About, literal, seenAt, step } from "./about.ts";
import { readLabels } from "./bindings.ts";
import { at, type Json, object, objectIn, text } from "./json.ts";

/** Labels and options of volumes and networks: everyone who may ask the engine can read them. */
export function readStorage({ volumes = [], networks = [] }: EngineCapture, engine: SubjectId): Sighting[] {
  const facts = Object.entries({ volume: volumes, network: networks }).flatMap(([kind, list]) =>
    list.map(objectIn).flatMap((one) => {
      const about: About = { subject: engine, file: `${kind} ${text(one.Name) ?? ""}` };
      return [
        ...readLabels(about, "container-label", one.Labels, "/Labels"),
        ...readOptions(about, one.Options, "/Options"),
      ];
    }),
  );
  return [{ facts, subjects: [], links: [] }];
}

/** Options of a driver. `o` of a volume is what mount(8) takes: `username=u,password=p`. */
function readOptions(about: About, options: unknown, pointer: string): Binding[] {
  const whole = readLabels(about, "container-label", options, pointer);
  const o = text(at(options, "o"));
  const parts = o?.includes("=") ? Object.entries(pairsOf(o)) : [];
  return [
    ...whole.filter(({ name }) => name !== "o" || parts.length === 0),
    ...parts.map(([name, value], index): Binding => {
      const place = seenAt(about, `${pointer}/o/${step(name)}`, index);
      return {
        kind: "binding",
        ...place,
        sink: "container-label",
        name,
        value: literal(value),
        valueSpan: [0, value.length],
      };
    }),
  ];
}

function pairsOf(written: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    written.split(",").flatMap((pair) => {
      const equals = pair.indexOf("=");
      return equals < 1 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)]];
    }),
  );
}

/** Options of a container's log driver: `splunk-token`, `loki-url`. */
export function readLogOptions(about: About, inspect: Json): Binding[] {
  return readOptions(about, object(at(inspect, "HostConfig", "LogConfig", "Config")), "/HostConfig/LogConfig/Config");
}
