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
import * as name from "./name-patterns.ts";
import type { Scanner, Source } from "./scanner.ts";
import { scanMakefile } from "./script/makefile.ts";
import { scanPackageFile } from "./script/package-file.ts";
import { scanProcfile } from "./script/procfile.ts";
import { scanShellScript } from "./script/shell-script.ts";
import { scanSystemdUnit } from "./script/systemd-unit.ts";
import type { CommentSyntax } from "./text/comments.ts";
import { moduleScanner } from "./typescript/index.ts";
import { hasSomethingToSay } from "./typescript/mentions.ts";
import { scanWorkflow } from "./workflow/index.ts";
import { looksLikeWorkflow, readsAsWorkflow } from "./workflow/system.ts";

/** All that the rest of the program knows of one kind of file. */
interface KindRow {
  /** What reports call it; they make the plural of it with an `s`. */
  kind: string;
  /** What such files are called: the README shows these names. */
  examples: readonly string[];
  /** Names that need no pattern, in lower case: most files that a hook is passed have one. */
  usual?: readonly string[];
  /** Whether a name, in lower case, is one of this kind; of two such rows the upper one is asked first. */
  named(base: string, path: string): name.Named;
  /** Whether the content of a file of this name is what the name says. Absent: the name is enough. */
  holds?(source: Source, named: name.Named): boolean;
  /** A file of this name is of this kind or of none. */
  closed?: true;
  /** Whether a file of any name that was given on the command line is of this kind. */
  reads?(text: string): boolean;
  /** The scanner; that of programs is loaded when it is first asked for. */
  scanner(): Scanner | Promise<Scanner>;
  comments: CommentSyntax;
  /** A pattern of Python's, without regard to case, for the files that pre-commit passes. */
  hook: string;
}

/** Every kind of file that has a scanner. Adding one takes a row here and its scanner. */
export const fileKinds = [
  {
    kind: "TypeScript file",
    examples: ["server.ts", "app.tsx", "job.mts"],
    named: name.isTypeScript,
    holds: ({ text }) => hasSomethingToSay(text),
    closed: true,
    scanner: moduleScanner,
    comments: "code",
    hook: String.raw`\.[cm]?tsx?$`,
  },
  {
    kind: "JavaScript file",
    examples: ["server.js", "app.jsx", "job.mjs"],
    named: name.isJavaScript,
    holds: ({ text }) => hasSomethingToSay(text),
    closed: true,
    scanner: moduleScanner,
    comments: "code",
    hook: String.raw`\.[cm]?jsx?$`,
  },
  {
    kind: "Jenkinsfile",
    examples: ["Jenkinsfile", "release.Jenkinsfile"],
    named: name.isJenkinsfile,
    scanner: () => scanJenkinsfile,
    comments: "braces",
    hook: "jenkinsfile[^/]*$",
  },
  {
    kind: "bake file",
    examples: ["docker-bake.hcl", "docker-bake.json"],
    named: name.isBakeFile,
    holds: ({ text }) => readsAsBake(text),
    scanner: () => scanBake,
    comments: "braces",
    hook: String.raw`bake[^/]*\.(hcl|json)$`,
  },
  {
    kind: "dev container",
    examples: [".devcontainer/devcontainer.json", ".devcontainer.json"],
    named: name.isDevContainer,
    scanner: () => scanDevContainer,
    comments: "braces",
    hook: String.raw`(^|/)\.?devcontainer\.json$`,
  },
  {
    kind: "Dockerfile",
    examples: ["Dockerfile", "api.Dockerfile", "Dockerfile.prod", "Containerfile"],
    usual: ["dockerfile"],
    named: name.isDockerfile,
    holds: ({ file, text }) => readsAsDockerfile(file, text),
    reads: beginsAsDockerfile,
    scanner: () => scanDockerfile,
    comments: "whole-line",
    hook: "(docker|container)file[^/]*$",
  },
  {
    kind: "workflow",
    examples: [".github/workflows/ci.yml", ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml"],
    named: name.isWorkflow,
    holds: ({ text }) => !looksLikeCompose(text) && readsAsWorkflow(text),
    reads: (text) => !beginsAsShellScript(text) && looksLikeWorkflow(text),
    scanner: () => scanWorkflow,
    comments: "yaml",
    hook: String.raw`\.ya?ml$`,
  },
  {
    kind: "compose file",
    examples: ["compose.yaml", "docker-compose.prod.yml", "any.yml", "compose.yml.example"],
    usual: [
      ...["compose.yaml", "compose.yml", "compose.override.yaml", "compose.override.yml"],
      ...["docker-compose.yaml", "docker-compose.yml", "docker-compose.override.yml"],
    ],
    named: name.isComposeFile,
    holds: ({ text }, named) => (named === "surely" ? hasComposeKey(text) : looksLikeCompose(text)),
    // A script may write one.
    reads: (text) => !beginsAsShellScript(text) && looksLikeCompose(text),
    scanner: () => scanCompose,
    comments: "yaml",
    hook: String.raw`\.ya?ml([._-][^/]*)?$`,
  },
  {
    kind: "playbook",
    examples: ["playbook.yml", "roles/db/tasks/main.yml", "group_vars/all.yml"],
    named: name.isPlaybook,
    holds: ({ file, text }) => readsAsPlaybook(file, text),
    scanner: () => scanPlaybook,
    comments: "yaml",
    hook: String.raw`\.ya?ml([._-][^/]*)?$|(^|/)(group|host)_vars/([^/]*/)*[^/.]+$`,
  },
  {
    kind: "env file",
    examples: [".env", ".env.local", "prod.env", "env.example"],
    usual: [".env"],
    named: name.isEnvFile,
    reads: readsAsEnvFile,
    scanner: () => scanEnvFile,
    comments: "env",
    hook: String.raw`(^|/)\.env[^/]*$|\.env([._-][^/]*)?$|(^|/)(dot)?env[._-][a-z0-9]+$`,
  },
  {
    kind: "Makefile",
    examples: ["Makefile", "docker.mk"],
    named: name.isMakefile,
    scanner: () => scanMakefile,
    comments: "shell",
    hook: String.raw`(^|/)(gnu|bsd)?makefile[^/]*$|\.(mk|mak)$`,
  },
  {
    kind: "package file",
    examples: ["package.json"],
    named: name.isPackageFile,
    scanner: () => scanPackageFile,
    comments: "none",
    hook: String.raw`(^|/)package\.json$`,
  },
  {
    kind: "Procfile",
    examples: ["Procfile", "Procfile.dev"],
    named: name.isProcfile,
    scanner: () => scanProcfile,
    comments: "shell",
    hook: "(^|/)procfile[^/]*$",
  },
  {
    kind: "systemd unit",
    examples: ["app.service", "app.service.j2"],
    named: name.isSystemdUnit,
    scanner: () => scanSystemdUnit,
    comments: "shell",
    hook: String.raw`\.service(\.[^/]*)?$`,
  },
  // Last: whatever has no ending may be one.
  {
    kind: "shell script",
    examples: ["deploy.sh", "start.bash", ".envrc"],
    named: name.isShellScript,
    holds: ({ text }, named) => named === "surely" || beginsAsShellScript(text),
    reads: beginsAsShellScript,
    scanner: () => scanShellScript,
    comments: "shell",
    hook: String.raw`\.(ba|z|da|k|a)?sh(\.[^/]*)?$|\.envrc$|(^|/)\.(bash_?(rc|profile|login|aliases)|profile|z(shrc|shenv|profile))$`,
  },
] as const satisfies readonly KindRow[];

/** A kind of file that has a scanner. */
export type FileKind = (typeof fileKinds)[number]["kind"];

const rows: ReadonlyMap<FileKind, KindRow> = new Map(fileKinds.map((row) => [row.kind, row]));

/** The row of a kind. */
export function rowOf(kind: FileKind): KindRow {
  const row = rows.get(kind);
  if (!row) throw new Error("a kind of file without a row");
  return row;
}

/** A name as the rows want it: in lower case, its last part apart. */
interface FileName {
  base: string;
  path: string;
}

export function fileName(path: string): FileName {
  // A name may contain line ends, and the `.` of a pattern stops at them.
  const whole = path.toLowerCase().replace(/[\n\r\u2028\u2029]/g, ".");
  return { base: whole.slice(whole.lastIndexOf("/") + 1), path: whole };
}

/** What a name is by the row of one kind. */
export function namedBy(row: KindRow, { base, path }: FileName): name.Named {
  return row.usual?.includes(base) ? "surely" : row.named(base, path);
}
