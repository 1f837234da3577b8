/** A program that keeps what it is told in a file of its own. */
export interface Store {
  programs: readonly string[];
  /** What its first words without dashes must be. */
  words: readonly RegExp[];
  /** Where it keeps it; `rm` of this, or of a folder around, undoes it. */
  path: string;
  /** Words of a later command of the same program that undo it. */
  undo?: RegExp;
  /** What to write instead, where mounting a file at `path` is not it. */
  paste?: string;
}

const credentials =
  "RUN --mount=type=secret,id=git_credentials,target=/root/.git-credentials git -c credential.helper=store clone …";

/** Programs by where they store credentials. The first that fits counts. */
export const stores: readonly Store[] = [
  { programs: ["npm", "pnpm", "yarn"], words: [/^config$/, /^set$/], path: "~/.npmrc", undo: /^(?:delete|rm|unset)$/ },
  { programs: ["npm", "pnpm"], words: [/^set$/], path: "~/.npmrc", undo: /^(?:delete|rm)$/ },
  { programs: ["git"], words: [/^config$/], path: "~/.gitconfig", undo: /^--(?:unset|unset-all|remove-section)$/ },
  { programs: ["git"], words: [/^clone$/], path: ".git", undo: /^set-url$/, paste: credentials },
  {
    programs: ["git"],
    words: [/^remote$/, /^(?:add|set-url)$/],
    path: ".git",
    undo: /^(?:set-url|remove|rm)$/,
    paste: credentials,
  },
  { programs: ["pip", "pip3"], words: [/^config$/, /^set$/], path: "~/.config/pip/pip.conf", undo: /^unset$/ },
  { programs: ["composer"], words: [/^config$/], path: "~/.composer/auth.json", undo: /^--unset$/ },
  { programs: ["poetry"], words: [/^config$/], path: "~/.config/pypoetry/auth.toml", undo: /^--unset$/ },
  { programs: ["bundle", "bundler"], words: [/^config$/], path: "~/.bundle/config", undo: /^(?:unset|--delete)$/ },
  { programs: ["aws"], words: [/^configure$/, /^set$/], path: "~/.aws/credentials" },
  {
    programs: ["docker", "podman", "skopeo", "crane"],
    words: [/^login$/],
    path: "~/.docker/config.json",
    undo: /^logout$/,
  },
  { programs: ["gh"], words: [/^auth$/, /^login$/], path: "~/.config/gh/hosts.yml", undo: /^logout$/ },
  { programs: ["cargo"], words: [/^login$/], path: "~/.cargo/credentials.toml", undo: /^logout$/ },
  {
    programs: ["gcloud"],
    words: [/^auth$/, /^(?:activate-service-account|login)$/],
    path: "~/.config/gcloud",
    undo: /^revoke$/,
    paste: "RUN --mount=type=tmpfs,target=/root/.config/gcloud …",
  },
  {
    programs: ["huggingface-cli", "hf"],
    words: [/^(?:auth|login)$/],
    path: "~/.cache/huggingface/token",
    undo: /^logout$/,
  },
  { programs: ["wandb"], words: [/^login$/], path: "~/.netrc" },
  { programs: ["vault"], words: [/^login$/], path: "~/.vault-token" },
  {
    programs: ["dotnet"],
    words: [/^nuget$/, /^(?:add|update)$/, /^source$/],
    path: "~/.nuget/NuGet/NuGet.Config",
    undo: /^remove$/,
  },
  { programs: ["nuget"], words: [/^sources?$/i, /^add$/i], path: "~/.nuget/NuGet/NuGet.Config", undo: /^remove$/i },
  { programs: ["gpg"], words: [], path: "~/.gnupg", paste: "RUN --mount=type=tmpfs,target=/root/.gnupg …" },
];
