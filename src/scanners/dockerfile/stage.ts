import type { Link, Subject, SubjectId, TextPlace } from "../../facts/index.ts";

/** A stage of the file while it is read, or what is before the first one. */
export interface Stage {
  id: SubjectId;
  name: string;
  /** Its number, counted from 0; -1 before the first FROM. */
  index: number;
  place: TextPlace;
  /** The stage it is built FROM. */
  base?: Stage;
  /** Names that mean a build argument here: an ENV of the same name takes one away. */
  args: Set<string>;
  /** What its variables hold when the build is given no arguments, as far as it is written here. */
  defaults: Map<string, string>;
  /** What its shell is: one that we read, or another. */
  shell: "sh" | "other";
  /** Where relative paths begin. */
  workdir: string;
  /** Whether it was said already that its commands are not read. */
  unread: boolean;
}

/**
 * Who inherits from a stage with more build arguments than this inherits only so many: copies must not grow with the
 * square of the file.
 */
const mostInherited = 100;

/** Arguments that the builder itself gives to what is outside the stages. */
const automatic = ["BUILD", "TARGET"].flatMap((side) =>
  ["PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT"].map((what) => `${side}${what}`),
);

/** The subject for what is before the first FROM. */
export function globalStage(file: string): Stage {
  const place: TextPlace = { in: "text", file, span: [0, 0], statement: [0, 0] };
  return {
    id: `stage:${file}#global`,
    name: "before the first FROM",
    index: -1,
    place,
    args: new Set(automatic),
    defaults: new Map(),
    shell: "sh",
    workdir: "/",
    unread: false,
  };
}

/** The stages so far, and what their names mean. */
export interface Stages {
  all: Stage[];
  /** By name in small letters; of two stages of one name, the later one. */
  byName: Map<string, Stage>;
  /** The names of the subjects. */
  taken: Set<string>;
}

/** Opens a stage. In its subject a name that is none, or is taken, is replaced by the stage's number. */
export function openStage(
  stages: Stages,
  opened: { name?: string; base?: Stage; place: TextPlace; windows: boolean },
): Stage {
  const { base, place, windows } = opened;
  const index = stages.all.length;
  const given = opened.name?.toLowerCase();
  const usable =
    given !== undefined && /^[a-z][a-z0-9-_.]*$/.test(given) && given !== "global" && !stages.taken.has(given);
  const name = usable ? given : `${index}`;
  const stage: Stage = {
    id: `stage:${place.file}#${name}`,
    name,
    index,
    place,
    ...(base && { base }),
    args: new Set(firstOf(base?.args ?? [])),
    defaults: new Map(firstOf(base?.defaults ?? [])),
    shell: base?.shell ?? (windows ? "other" : "sh"),
    workdir: base?.workdir ?? "/",
    unread: false,
  };
  stages.taken.add(name);
  stages.all.push(stage);
  if (given !== undefined) stages.byName.set(given, stage);
  return stage;
}

function firstOf<T>(all: Iterable<T>): T[] {
  const first: T[] = [];
  for (const one of all) {
    if (first.length >= mostInherited) break;
    first.push(one);
  }
  return first;
}

/** The stages as subjects: the last one ships, and so do those that it is built FROM. */
export function subjectsOf(stages: readonly Stage[]): Subject[] {
  const shipping = new Set<Stage>();
  for (let stage = stages.at(-1); stage && !shipping.has(stage); stage = stage.base) shipping.add(stage);
  return stages.map((stage) => ({ id: stage.id, name: stage.name, ships: shipping.has(stage), place: stage.place }));
}

export function linksOf(stages: readonly Stage[]): Link[] {
  return stages.flatMap(({ id, base }) => (base ? [{ from: id, to: base.id, because: "built-from" as const }] : []));
}
