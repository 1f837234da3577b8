import type { SubjectId } from "../../facts/fact.ts";
import type { World } from "../../facts/world.ts";
import {
  dockerfileLine,
  envFileLine,
  type ImageKnowledge,
  type Replacement,
  replacementOf,
  variableOf,
} from "../../images/index.ts";
import { secretName } from "../bindings.ts";
import { imageOf } from "./image.ts";

/** What to do instead of a plain variable, in the terms of the image that reads it. */
export interface Remedy {
  instead: string;
  /** Lines ready to paste; empty where the image wants no lines. */
  paste: string;
}

type Syntax = "compose" | "env-file" | "dockerfile";

/** The remedy for a variable of a service or a stage. Undefined where nothing certain is known of its image. */
export function remedy(variable: string, subject: SubjectId, world: World, syntax: Syntax): Remedy | undefined {
  const knowledge = imageOf(subject, world);
  if (!knowledge || knowledge.applies === "maybe") return undefined;
  const name = world.subject(subject)?.name ?? "the service";
  return exactRemedy(knowledge, variable, name, syntax) ?? otherRemedy(knowledge, variable);
}

function exactRemedy(knowledge: ImageKnowledge, variable: string, service: string, syntax: Syntax): Remedy | undefined {
  const replacement = replacementOf(knowledge, variable, secretName(variable));
  if (!replacement) return undefined;
  const { set, secret, path, instead, remains } = replacement;
  const image = knowledge.family.image;
  const does = set
    ? set.name === variable
      ? `set it to ${set.value}, which the ${image} image follows`
      : `set ${set.name} instead, which the ${image} image reads`
    : lowerFirst(instead);
  const told = [`${does}; grant ${secret}${path === `/run/secrets/${secret}` ? "" : ` at ${path}`}`, ...remains];
  return { instead: told.join("; "), paste: lines(replacement, service, syntax).join("\n") };
}

function lines(replacement: Replacement, service: string, syntax: Syntax): string[] {
  if (syntax === "dockerfile") return [dockerfileLine(replacement) ?? ""].filter(Boolean);
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

/** A grant in one line of a compose file. */
function grantOf({ secret, path, mode }: Pick<Replacement, "secret" | "path" | "mode">): string {
  if (mode === undefined && path === `/run/secrets/${secret}`) return secret;
  return `{source: ${secret}, target: ${path}${mode === undefined ? "" : `, mode: ${mode}`}}`;
}

/** The top level's part, in one line. */
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
    return { instead: `the ${image} image reads ${variable} from no file: ${lowerFirst(how.instead)}`, paste: "" };
  }
  if (how?.reads === "not-in-this-version" && how.since !== undefined) {
    return {
      instead: `use the ${image} image from version ${how.since} on: it reads ${variable} from a file`,
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
