/** What a name tells: what the file is, or what it may be, where the content decides. */
export type Named = "surely" | "perhaps" | undefined;

// Each of these gets a base name and a path in lower case and on one line. A cheap look comes first: most files are
// none of ours, and compiling a pattern takes longer than asking it.

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
const procfile = /^procfile(?:\..*)?$/;
const systemdUnit = /\.service(?:\.(?:in|j2|tmpl|template|erb|example|sample|dist))?$/;
/** Without a dot: what a shebang can make a script. */
const bare = /^[a-z\d][\w-]*$/;
const noScript =
  /^(?:licen[cs]e|copying|readme|changelog|changes|authors|contributors|notice|todo|version|owners|codeowners|gemfile|rakefile|vagrantfile|jenkinsfile|brewfile|podfile|fastfile|berksfile|cname)$/;
const workflowFolder =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo)\/workflows|\.circleci|\.?gitlab(?:-ci)?|\.?azure-?(?:pipelines|devops))\//;

export function isTypeScript(base: string): Named {
  return isProgram(base, /^\.[cm]?tsx?$/);
}

export function isJavaScript(base: string): Named {
  return isProgram(base, /^\.[cm]?jsx?$/);
}

/** What was made by a machine, and what only declares types, says nothing of its own. */
function isProgram(base: string, ending: RegExp): Named {
  const dot = base.lastIndexOf(".");
  if (dot < 0 || base.length - dot > 4 || !ending.test(base.slice(dot))) return undefined;
  return surelyIf(!/\.d\.[cm]?ts$|[.-](?:min|bundle|chunk|umd|iife|prod)\.[cm]?js$/.test(base));
}

export function isJenkinsfile(base: string): Named {
  if (!base.includes("jenkinsfile")) return undefined;
  return surelyIf(/^(?:.*[._-])?jenkinsfile(?:[._-][^.]*)?$/.test(base) && !foreign.test(base));
}

export function isBakeFile(base: string): Named {
  return surelyIf(base.includes("bake") && /^(?:.*[._-])?bake(?:[._-].*)?\.(?:hcl|json)$/.test(base));
}

export function isDevContainer(base: string): Named {
  return surelyIf(base === "devcontainer.json" || base === ".devcontainer.json");
}

/** `Dockerfile.php` and `Dockerfile.service` are named after what they build: the content tells. */
export function isDockerfile(base: string): Named {
  if (!base.includes("file") || isYaml(base)) return undefined;
  return surelyIf(dockerfile.test(base) && !noDockerfile.test(base));
}

/** Workflows are known by where a system looks for them. */
export function isWorkflow(base: string, path: string): Named {
  if (!base.endsWith(".yml") && !base.endsWith(".yaml")) return undefined;
  // For most files the longer patterns are not worth compiling.
  if (!["git", "circleci", "forgejo", "azure", "action"].some((word) => path.includes(word))) return undefined;
  return surelyIf(workflowFolder.test(path) || /^(?:action|azure-pipelines?.*|.*\.gitlab-ci.*)\.ya?ml$/.test(base));
}

/** Any YAML file may be a compose file. */
export function isComposeFile(base: string): Named {
  const named = isYaml(base);
  return named && composeName.test(base) ? "surely" : named;
}

function isYaml(base: string): Named {
  return base.includes(".y") && yaml.test(base) ? "perhaps" : undefined;
}

/** Any YAML file may be a playbook; variables of groups and hosts are often in files without an ending. */
export function isPlaybook(base: string, path: string): Named {
  const isVariables = !base.includes(".") && path.includes("_vars/") && /(?:^|\/)(?:group|host)_vars\//.test(path);
  return isVariables ? "perhaps" : isYaml(base);
}

export function isEnvFile(base: string): Named {
  if (base.endsWith(".env") && /^[\w-]*\.env$/.test(base)) return "surely";
  if (!base.includes("env") || foreign.test(base) || !envFile.test(base)) return undefined;
  return surelyIf(![shellScript, makefile, procfile, systemdUnit].some((other) => other.test(base)));
}

/** A name without an ending is one that a first line `#!` can make a script. */
export function isShellScript(base: string): Named {
  if (shellScript.test(base)) return "surely";
  return bare.test(base) && !noScript.test(base) ? "perhaps" : undefined;
}

export function isMakefile(base: string): Named {
  return surelyIf(makefile.test(base) && !shellScript.test(base));
}

export function isPackageFile(base: string): Named {
  return surelyIf(base === "package.json");
}

export function isProcfile(base: string): Named {
  return surelyIf(procfile.test(base) && !shellScript.test(base));
}

export function isSystemdUnit(base: string): Named {
  return surelyIf(systemdUnit.test(base));
}

function surelyIf(is: boolean): Named {
  return is ? "surely" : undefined;
}
