/** Files that hold commands for a shell. */
export const scriptKinds = ["shell script", "Makefile", "package file", "Procfile", "systemd unit"] as const;
export type ScriptKind = (typeof scriptKinds)[number];

/** Programs that read an environment, by the language of their ending. */
export type ProgramKind = "TypeScript file" | "JavaScript file";

/** A kind of file that has a scanner. */
export type FileKind =
  | "Dockerfile"
  | "compose file"
  | "env file"
  | ScriptKind
  | "workflow"
  | "Jenkinsfile"
  | "bake file"
  | "dev container"
  | "playbook"
  | ProgramKind;

/** A copy that is filled in or kept: `compose.yml.example`. */
const copy =
  "(?:[._-](?:example|sample|dist|template|tmpl|tpl|j2|jinja2?|erb|in|default|bak|backup|old|orig|prod|dev|local))*";

const dockerfile = /^(?:.*[._-])?(?:docker|container)file(?:[._-].*)?$/;
const composeName = new RegExp(
  `^(?:(?:.*[._-])?(?:docker[-_]?)?compose(?:[._-].*)?|docker[-_]stack.*)\\.ya?ml${copy}$`,
);
const yaml = new RegExp(`\\.ya?ml${copy}$`);
const envFile =
  /^(?:\.env|.*\.env|(?:dot)?env(?=[._-](?:example|sample|dist|template|tmpl|tpl|j2|prod|production|dev|development|default|local|staging|stage|list)$))(?:[._-].*)?$/;

/** What these names end in is program text, prose, an archive or encrypted, whatever they begin with. */
const foreign =
  /\.(?:dockerignore|md|mdx|rst|txt|adoc|html?|json|jsonc|ya?ml|toml|xml|properties|sh|bash|zsh|fish|ps1|bat|cmd|[cm]?[jt]sx?|py|pyi|rb|php|go|rs|java|kt|cs|swift|dart|lua|vim|ex|exs|c|h|cpp|vue|svelte|css|scss|map|snap|patch|diff|log|lock|png|svg|gif|jpe?g|pdf|zip|t?gz|xz|bz2|tar|gpg|enc|age|asc|vault|sops|keys|swp|service|hcl|tf|mk|nix|schema)$/;

const noDockerfile =
  /\.(?:dockerignore|mdx?|rst|txt|adoc|html?|json|toml|xml|sh|[cm]?[jt]sx?|svg|png|t?gz|zip|tar|patch|diff|snap|map|log)$/;

const shellScript =
  /\.(?:sh|bash|ksh|dash|ash)(?:\.(?:in|tmpl|tpl|template|j2|jinja2|erb|example|sample|dist))?$|^\.envrc$|^\.(?:bash_?(?:rc|profile|login|aliases)|profile|zshrc|zshenv|zprofile)$/;
const makefile = /^(?:gnu|bsd)?makefile(?:\..*)?$|\.(?:mk|mak)$/;
/** Without a dot: what a shebang can make a script. */
const bare = /^[a-z\d][\w-]*$/;
const noScript =
  /^(?:licen[cs]e|copying|readme|changelog|changes|authors|contributors|notice|todo|version|owners|codeowners|gemfile|rakefile|vagrantfile|jenkinsfile|brewfile|podfile|fastfile|berksfile|cname)$/;

/** The names that most files have which a hook is passed: no pattern is compiled for them. */
const common: Readonly<Record<string, FileKind>> = {
  dockerfile: "Dockerfile",
  "compose.yaml": "compose file",
  "compose.yml": "compose file",
  "compose.override.yaml": "compose file",
  "compose.override.yml": "compose file",
  "docker-compose.yaml": "compose file",
  "docker-compose.yml": "compose file",
  "docker-compose.override.yml": "compose file",
  ".env": "env file",
};

/** What a file is called after, and whether the name only settles it: any YAML file may be a compose file. */
export function namedAs(path: string): { kind: FileKind; sure: boolean } | undefined {
  const whole = onOneLine(path.toLowerCase());
  const base = whole.slice(whole.lastIndexOf("/") + 1);
  const language = programKind(base);
  if (language) return { kind: language, sure: true };
  const kind = systemKind(whole, base);
  if (kind) return { kind, sure: true };
  const usual = Object.hasOwn(common, base) ? common[base] : undefined;
  if (usual) return { kind: usual, sure: true };
  if (base.includes(".y") && yaml.test(base)) return { kind: "compose file", sure: composeName.test(base) };
  // `Dockerfile.php` and `Dockerfile.service` are named after what they build: the content tells.
  if (base.includes("file") && dockerfile.test(base) && !noDockerfile.test(base))
    return { kind: "Dockerfile", sure: true };
  if (base.endsWith(".env") && /^[\w-]*\.env$/.test(base)) return { kind: "env file", sure: true };
  const program = programName(base);
  if (program) return program;
  if (foreign.test(base)) return undefined;
  if (envFile.test(base)) return { kind: "env file", sure: true };
  return undefined;
}

/** A name may contain line ends, and the `.` of a pattern stops at them. */
function onOneLine(path: string): string {
  return /[\n\r\u2028\u2029]/.test(path) ? path.replace(/[\n\r\u2028\u2029]/g, ".") : path;
}

const languages: Readonly<Record<string, ProgramKind>> = {
  ".ts": "TypeScript file",
  ".tsx": "TypeScript file",
  ".mts": "TypeScript file",
  ".cts": "TypeScript file",
  ".js": "JavaScript file",
  ".jsx": "JavaScript file",
  ".mjs": "JavaScript file",
  ".cjs": "JavaScript file",
};

/** What was made by a machine, and what only declares types, says nothing of its own. */
function programKind(base: string): ProgramKind | undefined {
  const ending = base.slice(base.lastIndexOf("."));
  if (!Object.hasOwn(languages, ending)) return undefined;
  return /\.d\.[cm]?ts$|[.-](?:min|bundle|chunk|umd|iife|prod)\.[cm]?js$/.test(base) ? undefined : languages[ending];
}

/** Whether a file is called as programs are that a scanner reads. */
export function isProgramName(path: string): boolean {
  return programKind(path.slice(path.lastIndexOf("/") + 1).toLowerCase()) !== undefined;
}

/** Whether a file has a name without an ending, which a first line `#!` only makes a script, and begins with none. */
export function isNoScript(path: string, begins: string | undefined): boolean {
  const named = begins === undefined ? undefined : namedAs(path);
  return named?.kind === "shell script" && !named.sure && !begins?.replace(/^\uFEFF/, "").startsWith("#!");
}

/** Files that hold commands. */
function programName(base: string): { kind: FileKind; sure: boolean } | undefined {
  if (shellScript.test(base)) return { kind: "shell script", sure: true };
  if (makefile.test(base)) return { kind: "Makefile", sure: true };
  if (base === "package.json") return { kind: "package file", sure: true };
  if (/^procfile(?:\..*)?$/.test(base)) return { kind: "Procfile", sure: true };
  if (/\.service(?:\.(?:in|j2|tmpl|template|erb|example|sample|dist))?$/.test(base))
    return { kind: "systemd unit", sure: true };
  if (bare.test(base) && !noScript.test(base) && !envFile.test(base)) return { kind: "shell script", sure: false };
  return undefined;
}

/** What the path of every such file holds somewhere. */
const systems = ["jenkins", "bake", "devcontainer", "git", "circleci", "forgejo", "azure", "action"];

/** Files of systems that run jobs, build targets or start containers, by where they look for them. */
function systemKind(path: string, base: string): FileKind | undefined {
  // For most files the longer patterns are not worth compiling.
  if (!systems.some((word) => path.includes(word))) return undefined;
  if (/^(?:.*[._-])?jenkinsfile(?:[._-][^.]*)?$/.test(base) && !foreign.test(base)) return "Jenkinsfile";
  if (/^(?:.*[._-])?bake(?:[._-].*)?\.(?:hcl|json)$/.test(base)) return "bake file";
  if (/^\.?devcontainer\.json$/.test(base)) return "dev container";
  if (!/\.ya?ml$/.test(base)) return undefined;
  const here =
    /(?:^|\/)(?:\.(?:github|gitea|forgejo)\/workflows|\.circleci|\.?gitlab(?:-ci)?|\.?azure-?(?:pipelines|devops))\//.test(
      path,
    ) || /^(?:action|azure-pipelines?.*|.*\.gitlab-ci.*)\.ya?ml$/.test(base);
  return here ? "workflow" : undefined;
}
/** Whether a file's name lets it hold something to scan. Asked before anything is read. */
export function isCandidate(path: string): boolean {
  return namedAs(path) !== undefined;
}
