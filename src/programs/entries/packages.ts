import type { CredentialForm, ProgramEntry, Store } from "../entry.ts";
import { header, pair, password, token } from "./shapes.ts";

const npmCredentials: CredentialForm = {
  positions: [
    { words: [/^config$/, /^set$/, /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)$/], at: 3, ...token },
    { words: [/^set$/, /(?:_authToken|_auth|_password)$/], at: 2, ...token },
    { words: [/^config$/, /^set$/, /(?:_authToken|_auth|_password)=/], at: 2, behind: /^[^=]+=/, ...token },
    { words: [/^set$/, /(?:_authToken|_auth|_password)=/], at: 1, behind: /^[^=]+=/, ...token },
  ],
  fromFile: { secret: "npmrc", usage: "NPM_CONFIG_USERCONFIG={file} {program} ci" },
};
const npmConfigStore: Store = { words: [/^config$/, /^set$/], path: "~/.npmrc", undo: /^(?:delete|rm|unset)$/ };
const npmStore: Store = { words: [/^set$/], path: "~/.npmrc", undo: /^(?:delete|rm)$/ };

const gitCredentials =
  "RUN --mount=type=secret,id=git_credentials,target=/root/.git-credentials git -c credential.helper=store clone …";
const bundleStore: Store = { words: [/^config$/], path: "~/.bundle/config", undo: /^(?:unset|--delete)$/ };

/** Package managers and developers' tools that keep credentials in a config. */
export const packages: readonly ProgramEntry[] = [
  {
    names: ["aws"],
    credentials: [
      {
        positions: [
          { words: [/^configure$/, /^set$/, /aws_(?:secret_access_key|session_token)$/], at: 3, as: "SECRET_KEY" },
        ],
        fromFile: { secret: "aws_credentials", usage: "AWS_SHARED_CREDENTIALS_FILE={file} aws …" },
      },
    ],
    stores: [{ words: [/^configure$/, /^set$/], path: "~/.aws/credentials" }],
  },
  {
    names: ["npm", "yarn"],
    credentials: [npmCredentials],
    stores: [npmConfigStore, npmStore],
    does: ["installs-packages"],
  },
  { names: ["pnpm"], credentials: [npmCredentials], stores: [npmConfigStore, npmStore] },
  {
    names: ["git"],
    credentials: [
      {
        options: [
          { option: "-c", style: "next", behind: /^http\.[^=]*extraheader=authorization:\s*(?:\w+\s+)?/i, ...token },
        ],
        positions: [
          { words: [/^config$/, /extraheader$/i], at: 2, behind: header, ...token },
          { words: [/^config$/, /\.(?:password|token)$/i], at: 2, ...token },
        ],
        fromFile: { secret: "gitconfig", usage: "GIT_CONFIG_GLOBAL={file} git …" },
      },
    ],
    stores: [
      { words: [/^config$/], path: "~/.gitconfig", undo: /^--(?:unset|unset-all|remove-section)$/ },
      { words: [/^clone$/], path: ".git", undo: /^set-url$/, paste: gitCredentials },
      {
        words: [/^remote$/, /^(?:add|set-url)$/],
        path: ".git",
        undo: /^(?:set-url|remove|rm)$/,
        paste: gitCredentials,
      },
    ],
  },
  {
    names: ["pip"],
    stores: [{ words: [/^config$/, /^set$/], path: "~/.config/pip/pip.conf", undo: /^unset$/ }],
    does: ["installs-packages"],
  },
  {
    names: ["composer"],
    credentials: [
      {
        positions: [
          { words: [/^config$/, /^(?:github-oauth|gitlab-token|gitlab-oauth|bearer)\./], at: 2, ...token },
          { words: [/^config$/, /^(?:http-basic|bitbucket-oauth)\./], at: 3, ...password },
        ],
        fromFile: { secret: "composer_auth", usage: 'COMPOSER_AUTH="$(cat {file})" composer install' },
      },
    ],
    stores: [{ words: [/^config$/], path: "~/.composer/auth.json", undo: /^--unset$/ }],
  },
  {
    names: ["poetry"],
    credentials: [
      {
        positions: [
          { words: [/^config$/, /^pypi-token\./], at: 2, ...token },
          { words: [/^config$/, /^http-basic\./], at: 3, ...password },
        ],
        fromFile: { secret: "index_password", usage: 'POETRY_HTTP_BASIC_…_PASSWORD="$(cat {file})" poetry install' },
      },
    ],
    stores: [{ words: [/^config$/], path: "~/.config/pypoetry/auth.toml", undo: /^--unset$/ }],
  },
  {
    names: ["bundle", "bundler"],
    credentials: [
      {
        positions: [
          { words: [/^config$/, /^set$/, /\./], at: 3, behind: pair, ...password },
          { words: [/^config$/, /\./], at: 2, behind: pair, ...password },
        ],
        fromFile: { secret: "bundle_config", usage: "BUNDLE_USER_CONFIG={file} {program} install" },
      },
    ],
    stores: [bundleStore],
  },
  {
    names: ["cargo"],
    credentials: [
      {
        positions: [{ words: [/^login$/], at: 1, ...token }],
        fromFile: { secret: "cargo_token", usage: 'CARGO_REGISTRY_TOKEN="$(cat {file})" cargo …' },
      },
    ],
    stores: [{ words: [/^login$/], path: "~/.cargo/credentials.toml", undo: /^logout$/ }],
  },
  { names: ["gh"], stores: [{ words: [/^auth$/, /^login$/], path: "~/.config/gh/hosts.yml", undo: /^logout$/ }] },
  {
    names: ["gcloud"],
    stores: [
      {
        words: [/^auth$/, /^(?:activate-service-account|login)$/],
        path: "~/.config/gcloud",
        undo: /^revoke$/,
        paste: "RUN --mount=type=tmpfs,target=/root/.config/gcloud …",
      },
    ],
    does: ["manages-containers"],
  },
  {
    names: ["huggingface-cli", "hf"],
    stores: [{ words: [/^(?:auth|login)$/], path: "~/.cache/huggingface/token", undo: /^logout$/ }],
  },
  { names: ["wandb"], stores: [{ words: [/^login$/], path: "~/.netrc" }] },
  {
    names: ["vault"],
    credentials: [
      {
        positions: [{ words: [/^login$/], at: 1, ...token }],
        fromFile: { secret: "vault_token", usage: "vault login - < {file}" },
      },
    ],
    stores: [{ words: [/^login$/], path: "~/.vault-token" }],
  },
  {
    names: ["dotnet"],
    stores: [
      {
        words: [/^nuget$/, /^(?:add|update)$/, /^source$/],
        path: "~/.nuget/NuGet/NuGet.Config",
        undo: /^remove$/,
      },
    ],
  },
  {
    names: ["nuget"],
    stores: [{ words: [/^sources?$/i, /^add$/i], path: "~/.nuget/NuGet/NuGet.Config", undo: /^remove$/i }],
  },
  {
    names: ["az"],
    credentials: [
      {
        verb: /^login$/,
        options: [
          { option: "-p", style: "short", ...password },
          { option: "--password", style: "long", ...password },
        ],
        fromFile: { secret: "azure_pem", usage: "az login --service-principal --certificate {file} …" },
      },
    ],
  },
  {
    names: ["faas-cli"],
    credentials: [
      {
        verb: /^login$/,
        options: [
          { option: "-p", style: "short", ...password },
          { option: "--password", style: "long", ...password },
        ],
        fromFile: { secret: "openfaas_password", usage: "faas-cli login --password-stdin < {file}" },
      },
    ],
    stores: [{ words: [/^login$/], path: "~/.openfaas/config.yml", undo: /^logout$/ }],
  },
  { names: ["apk", "apt", "apt-get", "yum", "dnf", "conda", "gem", "brew"], does: ["installs-packages"] },
];
