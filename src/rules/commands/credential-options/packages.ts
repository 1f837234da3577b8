import type { SecretTaker } from "../options.ts";
import { header, pair, password, token } from "./shapes.ts";

/** Package managers and developers' tools that keep credentials in a config. */
export const packages: readonly SecretTaker[] = [
  {
    programs: ["aws"],
    positions: [
      { words: [/^configure$/, /^set$/, /aws_(?:secret_access_key|session_token)$/], at: 3, as: "SECRET_KEY" },
    ],
    instead: { secret: "aws_credentials", usage: "AWS_SHARED_CREDENTIALS_FILE={file} aws …" },
  },
  {
    programs: ["npm", "pnpm", "yarn"],
    positions: [
      { words: [/^config$/, /^set$/, /(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)$/], at: 3, ...token },
      { words: [/^set$/, /(?:_authToken|_auth|_password)$/], at: 2, ...token },
      { words: [/^config$/, /^set$/, /(?:_authToken|_auth|_password)=/], at: 2, behind: /^[^=]+=/, ...token },
      { words: [/^set$/, /(?:_authToken|_auth|_password)=/], at: 1, behind: /^[^=]+=/, ...token },
    ],
    instead: { secret: "npmrc", usage: "NPM_CONFIG_USERCONFIG={file} {program} ci" },
  },
  {
    programs: ["git"],
    options: [
      { option: "-c", style: "next", behind: /^http\.[^=]*extraheader=authorization:\s*(?:\w+\s+)?/i, ...token },
    ],
    positions: [
      { words: [/^config$/, /extraheader$/i], at: 2, behind: header, ...token },
      { words: [/^config$/, /\.(?:password|token)$/i], at: 2, ...token },
    ],
    instead: { secret: "gitconfig", usage: "GIT_CONFIG_GLOBAL={file} git …" },
  },
  {
    programs: ["composer"],
    positions: [
      { words: [/^config$/, /^(?:github-oauth|gitlab-token|gitlab-oauth|bearer)\./], at: 2, ...token },
      { words: [/^config$/, /^(?:http-basic|bitbucket-oauth)\./], at: 3, ...password },
    ],
    instead: { secret: "composer_auth", usage: 'COMPOSER_AUTH="$(cat {file})" composer install' },
  },
  {
    programs: ["poetry"],
    positions: [
      { words: [/^config$/, /^pypi-token\./], at: 2, ...token },
      { words: [/^config$/, /^http-basic\./], at: 3, ...password },
    ],
    instead: { secret: "index_password", usage: 'POETRY_HTTP_BASIC_…_PASSWORD="$(cat {file})" poetry install' },
  },
  {
    programs: ["bundle"],
    positions: [
      { words: [/^config$/, /^set$/, /\./], at: 3, behind: pair, ...password },
      { words: [/^config$/, /\./], at: 2, behind: pair, ...password },
    ],
    instead: { secret: "bundle_config", usage: "BUNDLE_USER_CONFIG={file} bundle install" },
  },
  {
    programs: ["cargo"],
    positions: [{ words: [/^login$/], at: 1, ...token }],
    instead: { secret: "cargo_token", usage: 'CARGO_REGISTRY_TOKEN="$(cat {file})" cargo …' },
  },
  {
    programs: ["vault"],
    positions: [{ words: [/^login$/], at: 1, ...token }],
    instead: { secret: "vault_token", usage: "vault login - < {file}" },
  },
  {
    programs: ["az"],
    verb: /^login$/,
    options: [
      { option: "-p", style: "short", ...password },
      { option: "--password", style: "long", ...password },
    ],
    instead: { secret: "azure_pem", usage: "az login --service-principal --certificate {file} …" },
  },
];
