import type { Fact, SubjectId } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import {
  dockerfileLine,
  envFileLine,
  type ImageKnowledge,
  type Replacement,
  replacementOf,
  runOptions,
  variableOf,
} from "../../images/index.ts";
import { secretName } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import { imageOf } from "./image.ts";
import { fileOfSubject } from "./receivers.ts";
import { hasOwnStart } from "./start.ts";
import { placeOf, useOf } from "./usage.ts";

/** What to do instead of a plain variable, in the terms of the image that reads it. */
export interface Remedy {
  instead: string;
  /** Lines ready to paste; empty where the image wants no lines. */
  paste: string;
  /** What else uses the variable, and has to change with it. */
  related?: readonly { fact: Fact; note: string }[];
}

/**
 * How an environment is written: by a compose file, on the command line that starts a container, creates or changes a
 * service, by a task, by an editor's file.
 */
type EnvironmentSyntax = "compose" | "docker-run" | "docker-service" | "service-update" | "playbook" | "dev-container";
type Syntax = EnvironmentSyntax | "env-file" | "dockerfile";

/** How a subject's environment is written, or was when it was started. */
export function syntaxOf(subject: SubjectId, world: World): EnvironmentSyntax {
  const { system, started } = world.subject(subject) ?? {};
  if (started) return started.by === "compose" ? "compose" : started.by === "swarm" ? "service-update" : "docker-run";
  if (system === "Ansible") return "playbook";
  if (system === "dev container") return "dev-container";
  if (subject.startsWith("container:")) return "docker-run";
  const place = world.subject(subject)?.place;
  const ofCompose = place?.in !== "text" || world.subject(`project:${place.file}`) !== undefined;
  if (ofCompose) return "compose";
  // What an update changes has its image already.
  return world.about(subject, "setting").some(({ key }) => key === "image") ? "docker-service" : "service-update";
}

/** What is between a name and its value where a subject's environment is written. */
export function signOf(subject: SubjectId, world: World): ": " | "=" {
  const mappings: readonly EnvironmentSyntax[] = ["compose", "playbook", "dev-container"];
  return mappings.includes(syntaxOf(subject, world)) ? ": " : "=";
}

/** The options of a command line that give the container a secret. */
export function commandLine(secret: string, syntax: EnvironmentSyntax): string {
  if (syntax === "service-update") return `--secret-add source=${secret}_v1,target=${secret}`;
  return syntax === "docker-service"
    ? `--secret source=${secret}_v1,target=${secret}`
    : `-v ./secrets/${secret}:/run/secrets/${secret}:ro`;
}

/**
 * The remedy for a variable of a service or a stage. Undefined where nothing certain is known of its image. `source`:
 * the variable whose value it gets, which gives the secret its name.
 */
export function remedy(
  variable: string,
  subject: SubjectId,
  world: JudgedWorld,
  syntax: Syntax,
  source?: string,
): Remedy | undefined {
  const knowledge = imageOf(subject, world);
  if (!knowledge || knowledge.applies === "maybe") return undefined;
  const how = variableOf(knowledge, variable);
  if (how?.reads === "file-variable" && hasOwnStart(subject, knowledge.family, world)) return undefined;
  const replacement = replacementOf(knowledge, variable, secretName(source ?? variable));
  if (!replacement) return otherRemedy(knowledge, variable);
  const exact = exactRemedy(replacement, knowledge.family.image, variable, syntax);
  const { started, name = "the service" } = world.subject(subject) ?? {};
  const service = started?.name ?? name;
  const use = replacement.remove === undefined ? undefined : useOf(subject, variable, world);
  return {
    instead: use ? `${exact}; ${alsoUsed(use, replacement.path)}` : exact,
    paste: lines(replacement, service, syntax)
      // The project has it already.
      .filter((line) => !line.startsWith("secrets: ") || !isDefined(replacement.secret, subject, world))
      .join("\n"),
    ...(use && { related: [{ fact: use.use, note: `the ${placeOf(use.use)} that uses it` }] }),
  };
}

/** In the file itself, or in each project that Compose makes with it: a file beside it may never be joined. */
function isDefined(secret: string, subject: SubjectId, world: World): boolean {
  const projects = world.projectsOf(subject);
  return (
    world.about(`project:${fileOfSubject(subject)}`, "secret").some(({ name }) => name === secret) ||
    (projects.length > 0 && projects.every(({ secrets }) => secrets.has(secret)))
  );
}

function exactRemedy(replacement: Replacement, image: string, variable: string, syntax: Syntax): string {
  const { set, secret, path, instead, remains } = replacement;
  const does = set
    ? set.name === variable
      ? `set it to ${set.value}: the ${image} image reads that file`
      : `set ${set.name} instead: the ${image} image reads it`
    : lowerFirst(instead);
  const gives = syntax === "playbook" || syntax === "dev-container" ? "mount" : "grant";
  return [
    `${does}; ${gives} ${secret}${path === `/run/secrets/${secret}` ? "" : ` at ${path}`}`,
    ...remains.map((remains) => `note: ${remains}`),
  ].join("; ");
}

/**
 * A health check that gets the password from the variable fails once that is gone; one that Compose writes it into goes
 * on showing it.
 */
function alsoUsed({ use, name }: NonNullable<ReturnType<typeof useOf>>, path: string): string {
  const read = use.subject.startsWith("service:") ? `$$(cat ${path})` : `$(cat ${path})`;
  return `its ${placeOf(use)} also uses ${name}: read the file there with ${read}`;
}

function lines(replacement: Replacement, service: string, syntax: Syntax): string[] {
  if (syntax === "dockerfile") return [dockerfileLine(replacement) ?? ""].filter(Boolean);
  if (syntax === "docker-run") return [runOptions(replacement).join(" ")];
  if (syntax === "docker-service") return [serviceOptions(replacement)];
  if (syntax === "service-update") return [serviceUpdate(replacement, service)];
  if (syntax === "playbook") return taskLines(replacement);
  if (syntax === "dev-container") return editorLines(replacement);
  const { set, secret } = replacement;
  const variable = set && (syntax === "env-file" ? envFileLine(replacement) : undefined);
  return [
    ...(variable === undefined ? [] : [variable]),
    ...(set && syntax === "compose"
      ? [`services: {${service}: {environment: {${set.name}: ${quoted(set.value)}}}}`]
      : []),
    `services: {${service}: {secrets: [${grantOf(replacement)}]}}`,
    definition(secret),
  ];
}

/** The options of `docker service create`; a secret of a swarm carries its version in its name. */
function serviceOptions(replacement: Replacement): string {
  const grant = `--secret ${swarmGrant(replacement)}`;
  return replacement.set ? `${grant} --env ${replacement.set.name}=${replacement.set.value}` : grant;
}

/** The command that changes a service which runs. */
function serviceUpdate(replacement: Replacement, service: string): string {
  const { set, remove } = replacement;
  const words = [
    ...(remove === undefined ? [] : [`--env-rm ${remove}`]),
    ...(set ? [`--env-add ${set.name}=${set.value}`] : []),
    `--secret-add ${swarmGrant(replacement)}`,
  ];
  return `docker service update ${words.join(" ")} ${service}`;
}

function swarmGrant({ secret, path, mode }: Replacement): string {
  const target = path === `/run/secrets/${secret}` ? secret : path;
  return `source=${secret}_v1,target=${target}${mode === undefined ? "" : `,mode=${mode}`}`;
}

/** Parameters of a task that starts a container. */
function taskLines({ set, secret, path }: Replacement): string[] {
  const mount = `volumes: ["/srv/secrets/${secret}:${path}:ro"]`;
  return set ? [`env: {${set.name}: ${quoted(set.value)}}`, mount] : [mount];
}

/** Keys of a devcontainer.json. */
function editorLines({ set, secret, path }: Replacement): string[] {
  const mount = `"mounts": ["type=bind,source=\${localEnv:HOME}/.secrets/${secret},target=${path},readonly"]`;
  return set ? [`"containerEnv": {"${set.name}": "${set.value}"}`, mount] : [mount];
}

/** A grant in one line of a compose file. */
function grantOf({ secret, path, mode }: Pick<Replacement, "secret" | "path" | "mode">): string {
  if (mode === undefined && path === `/run/secrets/${secret}`) return secret;
  return `{source: ${secret}, target: ${path}${mode === undefined ? "" : `, mode: ${mode}`}}`;
}

/**
 * The top level's part, in one line. Never `environment:`: of that Compose makes a file in the container's own writable
 * layer, which is one more copy on disk, and a swarm makes nothing.
 */
export function definition(secret: string): string {
  return `secrets:  {${secret}: {file: ./secrets/${secret}}}`;
}

function quoted(text: string): string {
  return /^[\w/][\w/.-]*$/.test(text) ? text : JSON.stringify(text);
}

/** Where the image cannot: what else helps, or since when it can. */
function otherRemedy(knowledge: ImageKnowledge, variable: string): Remedy | undefined {
  const { image } = knowledge.family;
  const how = variableOf(knowledge, variable);
  if (how?.reads === "nothing" && how.instead !== undefined) {
    return { instead: `the ${image} image has no ${variable}_FILE: ${lowerFirst(how.instead)}`, paste: "" };
  }
  if (how?.reads === "not-in-this-version" && how.since !== undefined) {
    return {
      instead: `use version ${how.since} or later of the ${image} image: it reads ${variable} from a file`,
      paste: "",
    };
  }
  return undefined;
}

/** A sentence of the catalogue inside one of ours: `Mount a file.` becomes `mount a file`. */
export function lowerFirst(sentence: string): string {
  const small = /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
  return small.replace(/\.$/, "");
}
