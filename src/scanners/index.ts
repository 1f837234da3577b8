import type { Sighting } from "../facts/index.ts";
import { scanPlaybook } from "./ansible/index.ts";
import { readsAsPlaybook } from "./ansible/looks-like.ts";
import { scanBake } from "./bake/index.ts";
import { readsAsBake } from "./bake/looks-like.ts";
import { scanCompose } from "./compose/index.ts";
import { looksLikeCompose } from "./compose/looks-like.ts";
import {
  beginsAsDockerfile,
  beginsAsShellScript,
  hasComposeKey,
  readsAsDockerfile,
  readsAsEnvFile,
} from "./contents.ts";
import { scanDevContainer } from "./devcontainer/index.ts";
import { scanDockerfile } from "./dockerfile/index.ts";
import { scanEnvFile } from "./env-file/index.ts";
import { scanJenkinsfile } from "./jenkins/index.ts";
import { type FileKind, namedAs, type ProgramKind, type ScriptKind, scriptKinds } from "./names.ts";
import type { Scanner, Source } from "./scanner.ts";
import { scriptScanners } from "./script/index.ts";
import { moduleScanner } from "./typescript/index.ts";
import { hasSomethingToSay, isLong } from "./typescript/mentions.ts";
import { scanWorkflow } from "./workflow/index.ts";
import { looksLikeWorkflow, readsAsWorkflow } from "./workflow/system.ts";

/** What one file is, and what it says. */
export interface Scanned {
  kind: FileKind;
  sighting: Sighting;
}

/**
 * Finds the scanner for a file by its name and its content, and says what is in it. `undefined`: not a file for us. A
 * file that was named on the
 * command line is recognised by its content only, too.
 */
export async function scan(source: Source, given: boolean): Promise<Scanned | undefined> {
  const kind = kindOf(source, given);
  if (kind === undefined) return undefined;
  const scanner = await scannerOf(kind);
  return { kind, sighting: scanner(source) };
}

/** The scanner of a kind; that of programs is loaded when it is first asked for. */
export async function scannerOf(kind: FileKind): Promise<Scanner> {
  return isProgram(kind) ? moduleScanner() : scanners[kind];
}

const scanners: Readonly<Record<Exclude<FileKind, ProgramKind>, Scanner>> = {
  Dockerfile: scanDockerfile,
  "compose file": scanCompose,
  "env file": scanEnvFile,
  ...scriptScanners,
  workflow: scanWorkflow,
  Jenkinsfile: scanJenkinsfile,
  "bake file": scanBake,
  "dev container": scanDevContainer,
  playbook: scanPlaybook,
};

/** Reads a file as an env file, whatever it is called: a compose file's `env_file:` names it. */
export function scanAsEnvFile(source: Source): Scanned {
  return { kind: "env file", sighting: scanEnvFile(source) };
}

/** Reads a file as a compose file, whatever it is called: another one joins it. */
export function scanAsCompose(source: Source): Scanned {
  return { kind: "compose file", sighting: scanCompose(source) };
}

function kindOf({ file, text }: Source, given: boolean): FileKind | undefined {
  const named = namedAs(file);
  if (named && isProgram(named.kind)) return hasSomethingToSay(text) ? named.kind : undefined;
  if (named?.kind === "env file") return named.kind;
  if (named?.kind === "Dockerfile" && readsAsDockerfile(file, text)) return named.kind;
  if (named?.kind === "Jenkinsfile" || named?.kind === "dev container") return named.kind;
  if (named?.kind === "bake file") return readsAsBake(text) ? named.kind : undefined;
  if (named?.kind === "workflow") {
    if (looksLikeCompose(text)) return "compose file";
    return readsAsWorkflow(text) ? named.kind : undefined;
  }
  if (named?.kind === "compose file" && (named.sure ? hasComposeKey(text) : looksLikeCompose(text))) return named.kind;
  if (named?.kind === "compose file" && readsAsPlaybook(file, text)) return "playbook";
  if (named && isScript(named.kind) && (named.sure || beginsAsShellScript(text))) return named.kind;
  if (!given) return undefined;
  if (beginsAsShellScript(text)) return "shell script";
  if (beginsAsDockerfile(text)) return "Dockerfile";
  if (looksLikeCompose(text)) return "compose file";
  if (looksLikeWorkflow(text)) return "workflow";
  return readsAsEnvFile(text) ? "env file" : undefined;
}

function isScript(kind: FileKind): kind is ScriptKind {
  return scriptKinds.some((one) => one === kind);
}

function isProgram(kind: FileKind): kind is ProgramKind {
  return kind === "TypeScript file" || kind === "JavaScript file";
}

/** Whether a file is a program that nobody parses, as most are: it mentions no environment. */
export function isSilentProgram({ file, text }: Source): boolean {
  const named = namedAs(file);
  return named !== undefined && isProgram(named.kind) && !hasSomethingToSay(text) && !isLong(text);
}

/** Whether a file is a program that would have something to say, and is too long to be parsed. */
export function isLongProgram({ file, text }: Source): boolean {
  const named = namedAs(file);
  return named !== undefined && isProgram(named.kind) && isLong(text);
}
