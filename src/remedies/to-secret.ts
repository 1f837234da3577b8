import { groupBy } from "../facts/group-by.ts";
import type { Binding, SubjectId, TextPlace } from "../facts/index.ts";
import { oncePer } from "../facts/once.ts";
import type { ProjectService } from "../facts/project.ts";
import type { Sealed } from "../facts/sealed.ts";
import { showReferred } from "../facts/shown.ts";
import { references } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { type Replacement, replacementOf, variableOf } from "../images/index.ts";
import type { Receiver, ToSecret } from "../rules/move.ts";
import type { NamedSecret, PlanContext } from "./context.ts";
import type { Plan, Step } from "./plan.ts";
import { nameSecret } from "./secret-name.ts";
import { lackWords } from "./words.ts";

/** The plan that takes a value out of a compose file. */
export function planToSecret(move: ToSecret, context: PlanContext): Plan {
  const { binding } = move;
  const receivers = move.receivers();
  const names = receivers.map(({ service }) => nameOf(service, context.world));
  const title = `move ${binding.name} of ${names.length === 1 ? "service" : "services"} ${names.join(", ")} to a secret`;
  const made = steps(move, receivers, context);
  if (Array.isArray(made)) return manual(title, made);
  return { title, safety: "review", ...made };
}

function manual(title: string, sentences: readonly string[]): Plan {
  return { title, safety: "manual", steps: sentences.map((say) => ({ step: "tell", say })), cautions: [] };
}

type Made = Pick<Plan, "steps" | "cautions">;

/** The steps, or the sentences that say why there are none. */
function steps(move: ToSecret, receivers: readonly Receiver[], context: PlanContext): Made | string[] {
  const { binding, variable, secret: wanted } = move;
  const place = binding.place as TextPlace;
  for (const one of receivers) {
    if ("lacks" in one) return lackWords(one.lacks, nameOf(one.service, context.world), variable, wanted);
  }
  const value = wholeValue(binding);
  if (!value)
    return [`part of ${binding.name} comes from a variable: move the secret part to a variable of its own first`];
  const [first] = receivers;
  if (!first) return [];
  const composeFile = fileOf(first.service, context.world);
  if (receivers.some(({ service }) => fileOf(service, context.world) !== composeFile))
    return [`services of several files get ${binding.name}: move it for each of them`];
  if (place.file !== composeFile && isReferred(binding.name, context.world))
    return [`\${${binding.name}} is used elsewhere, too: move both together`];
  const other = otherPlace(move, receivers, composeFile, context.world);
  if (other !== undefined) return [other];
  const ways = replacements(receivers, variable, wanted);
  if (typeof ways === "string") return [ways];
  const service = nameOf(first.service, context.world);
  const secret = nameSecret(ways.secret, service, value, composeFile, context);
  if (!secret) return ["a hundred secrets have this name already"];
  const way = ways.reads(secret.name);
  return way ? written(move, way, secret, receivers, composeFile, context) : [];
}

function written(
  { binding, versioned }: ToSecret,
  way: Replacement,
  secret: NamedSecret,
  receivers: readonly Receiver[],
  composeFile: string,
  context: PlanContext,
): Made | string[] {
  const { file } = binding.place as TextPlace;
  const at = { syntax: "compose", file: composeFile } as const;
  const { set } = way;
  if (!set) return [way.instead];
  const { source } = secret;
  const engineName = versioned && !/\d$/.test(secret.name) && { engineName: `${secret.name}_v1` };
  const value = wholeValue(binding);
  const target = way.path === `/run/secrets/${secret.name}` ? undefined : way.path;
  const services = receivers.map(({ service }) => nameOf(service, context.world));
  const all: Step[] = [
    ...(secret.write && value ? [{ step: "move-value", file: secret.file, value } as const] : []),
    {
      step: "edit",
      edit: {
        ...(file === composeFile ? at : { syntax: "env-file", file }),
        change: "rename-variable",
        binding,
        name: set.name,
        value: set.value,
      },
    },
    {
      step: "edit",
      edit: { ...at, change: "grant", services, secret: secret.name, ...(target !== undefined && { target }) },
    },
    ...(secret.define
      ? [{ step: "edit", edit: { ...at, change: "define", secret: secret.name, source, ...engineName } } as const]
      : []),
    ...context
      .ignoreLines(secret.file)
      .map((one): Step => ({ step: "edit", edit: { syntax: "ignore-file", change: "ignore", ...one } })),
    ...(fallbackOf(binding) === undefined
      ? []
      : [
          {
            step: "tell",
            say: `${fallbackOf(binding)} no longer sets it: its value belongs into the secret file`,
          } as const,
        ]),
    { step: "tell", say: "change the secret afterwards: anyone with an old copy of this file has its value" },
  ];
  return { steps: all, cautions: way.remains };
}

/** The variable that could set it so far. */
function fallbackOf({ value: [part] }: Binding): string | undefined {
  return part?.is === "reference" ? showReferred(part) : undefined;
}

/** How every receiver's image takes the value, where all take it alike. */
function replacements(
  receivers: readonly Receiver[],
  variable: string,
  wanted: string,
): { secret: string; reads: (secret: string) => Replacement | undefined } | string {
  const found: { of: Replacement; reads: (secret: string) => Replacement | undefined }[] = [];
  for (const one of receivers) {
    if (!("reads" in one)) continue;
    const of = replacementOf(one.reads, variable, wanted);
    const { image } = one.reads.family;
    if (!of) return without(variable, one);
    if (!of.set) return `the ${image} image takes it another way: ${lowered(of.instead)}`;
    found.push({ of, reads: (secret) => replacementOf(one.reads, variable, secret) });
  }
  const [first, ...rest] = found;
  if (!first) return "no service gets it";
  if (rest.some(({ of }) => of.set?.name !== first.of.set?.name || of.set?.value !== first.of.set?.value))
    return `services share ${variable}, and their images read files by different variables`;
  return { secret: first.of.secret, reads: first.reads };
}

function without(variable: string, { reads }: Extract<Receiver, { reads: unknown }>): string {
  const { image } = reads.family;
  const how = variableOf(reads, variable);
  if (how?.reads === "not-in-this-version" && how.since !== undefined)
    return `use the ${image} image from version ${how.since} on: it reads ${variable} from a file`;
  if (how?.reads === "nothing" && how.instead !== undefined)
    return `the ${image} image has no file variable for ${variable}: ${lowered(how.instead)}`;
  return (
    `the ${image} image is not known to read ${variable} from a file: start it by a script that reads the file, ` +
    `exports ${variable} and runs the image's own entrypoint`
  );
}

function lowered(sentence: string): string {
  const small = /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
  return small.replace(/\.$/, "");
}

/** Another place that sets the variable for one of the services: moved apart, each would undo the other. */
function otherPlace(
  { binding, variable }: ToSecret,
  receivers: readonly Receiver[],
  file: string,
  world: World,
): string | undefined {
  const services = [...new Set(receivers.flatMap((one) => world.servicesOf(one.service)))];
  for (const service of services) {
    if (!service.project.files.includes(`project:${file}`))
      return `${service.name} is extended in another file, which would need the secret, too`;
    const names = [variable, `${variable}_FILE`];
    const set = settersOf(service, world);
    const other = names.flatMap((name) => set.get(name) ?? []).find((one) => one !== binding);
    if (other) return `${other.place.file} sets ${other.name} for ${service.name}, too: move both together`;
  }
  return undefined;
}

const settersPer = oncePer((_: World) => new Map<ProjectService, Map<string, Binding[]>>());

/** Everything that sets a variable for a service, by name: what is laid over it and its env files included. */
function settersOf(service: ProjectService, world: World): Map<string, Binding[]> {
  const known = settersPer(world);
  const before = known.get(service);
  if (before) return before;
  const all = service.subjects.flatMap((id) => [
    ...world.about(id, "binding").filter(({ sink }) => sink === "container-env"),
    ...world.sources(id, "env-file").flatMap(({ id: envFile }) => world.about(envFile, "binding")),
  ]);
  const setters = groupBy(all, ({ name }) => name);
  known.set(service, setters);
  return setters;
}

/** The value, where all of it is written here: as it is, or as the fallback of a variable. */
function wholeValue({ value }: Pick<Binding, "value">): Sealed | undefined {
  const [only, ...more] = value;
  if (only?.is === "reference" && more.length === 0) return only.fallback && wholeValue({ value: only.fallback });
  let whole: Sealed | undefined;
  for (const part of value) {
    if (part.is !== "literal") return undefined;
    whole = whole ? whole.join(part.text) : part.text;
  }
  return whole;
}

function nameOf(service: SubjectId, world: World): string {
  return world.subject(service)?.name ?? "the service";
}

function fileOf(service: SubjectId, world: World): string {
  return world.subject(service)?.place.file ?? "";
}

/** Whether something takes the value of a variable by its name. */
function isReferred(name: string, world: World): boolean {
  return referredNames(world).has(name);
}

const referredNames = oncePer((world: World) => {
  const values = [
    ...world.all("binding").map(({ value }) => value),
    ...world.all("command").flatMap(({ words }) => words.map(({ value }) => value)),
  ];
  return new Set(values.flatMap((value) => [...references(value)].map(({ to }) => to.name.replace(/^\$/, ""))));
});
