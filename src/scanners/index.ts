import type { Sighting } from "../facts/fact.ts";
import { readsAsPlaybook } from "./ansible/looks-like.ts";
import { readsAsBake } from "./bake/looks-like.ts";
import { looksLikeCompose } from "./compose/looks-like.ts";
import {
  beginsAsDockerfile,
  beginsAsShellScript,
  hasComposeKey,
  readsAsDockerfile,
  readsAsEnvFile,
} from "./contents.ts";
import { type FileKind, namedAs, type ProgramKind, type ScriptKind, scriptKinds } from "./names.ts";
import type { Scanner, Source } from "./scanner.ts";
import { hasSomethingToSay } from "./typescript/mentions.ts";
import { looksLikeWorkflow, readsAsWorkflow } from "./workflow/system.ts";

/** What one file is, and what it says. */
export interface Scanned {
  kind: FileKind;
  sighting: Sighting;
}

/** Whether a file's name lets it hold something to scan. Asked before anything is read. */
export function isCandidate(path: string): boolean {
  return namedAs(path) !== undefined;
}

/**
 * Finds the scanner for a file by its name and its content, and says what is in it. `undefined`: not a file for us. A file that was named on the
 * command line is recognised by its content alone, too. Scanners are loaded when they are needed.
 */
export async function scan(source: Source, given: boolean): Promise<Scanned | undefined> {
  const kind = kindOf(source, given);
  if (kind === "Dockerfile") return { kind, sighting: (await import("./dockerfile/index.ts")).scanDockerfile(source) };
  if (kind === "compose file") return scanAsCompose(source);
  if (kind === "env file") return scanAsEnvFile(source);
  if (kind === undefined) return undefined;
  if (isProgram(kind)) return { kind, sighting: (await programScanner())(source) };
  const load = isScript(kind) ? scriptScanner(kind) : systemScanner(kind);
  return { kind, sighting: (await load)(source) };
}

async function programScanner(): Promise<Scanner> {
  return (await import("./typescript/index.ts")).moduleScanner();
}

async function scriptScanner(kind: ScriptKind): Promise<Scanner> {
  return (await import("./script/index.ts")).scriptScanners[kind]();
}

async function systemScanner(
  kind: Exclude<FileKind, "Dockerfile" | "compose file" | "env file" | ScriptKind | ProgramKind>,
): Promise<Scanner> {
  switch (kind) {
    case "workflow":
      return (await import("./workflow/index.ts")).scanWorkflow;
    case "Jenkinsfile":
      return (await import("./jenkins/index.ts")).scanJenkinsfile;
    case "bake file":
      return (await import("./bake/index.ts")).scanBake;
    case "dev container":
      return (await import("./devcontainer/index.ts")).scanDevContainer;
    case "playbook":
      return (await import("./ansible/index.ts")).scanPlaybook;
  }
}

/** Reads a file as an env file, whatever it is called: a compose file's `env_file:` names it. */
export async function scanAsEnvFile(source: Source): Promise<Scanned> {
  return { kind: "env file", sighting: (await import("./env-file/index.ts")).scanEnvFile(source) };
}

/** Reads a file as a compose file, whatever it is called: another one joins it. */
export async function scanAsCompose(source: Source): Promise<Scanned> {
  return { kind: "compose file", sighting: (await import("./compose/index.ts")).scanCompose(source) };
}

function kindOf({ file, text }: Source, given: boolean): FileKind | undefined {
  const named = namedAs(file);
  if (named && isProgram(named.kind)) return hasSomethingToSay(text) ? named.kind : undefined;
  if (named?.kind === "env file") return named.kind;
  if (named?.kind === "Dockerfile" && readsAsDockerfile(text)) return named.kind;
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
  return named !== undefined && isProgram(named.kind) && !hasSomethingToSay(text);
}
