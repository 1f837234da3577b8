import type { TokenShape } from "./row.ts";

const github =
  "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github";
const gitlab = "https://docs.gitlab.com/security/tokens/";

/** Code hosts, continuous integration and trackers. */
export const forges: readonly TokenShape[] = [
  { name: "GitHub personal access token", prefix: "ghp_", body: "[A-Za-z0-9]{36,251}", source: github },
  { name: "GitHub OAuth access token", prefix: "gho_", body: "[A-Za-z0-9]{36,251}", source: github },
  { name: "GitHub App token", prefix: "ghu_ ghs_", body: "[A-Za-z0-9_.-]{36,900}", source: github },
  { name: "GitHub App refresh token", prefix: "ghr_", body: "[A-Za-z0-9]{36,251}", source: github },
  {
    name: "GitHub fine-grained personal access token",
    prefix: "github_pat_",
    body: "[A-Za-z0-9_]{36,251}",
    source: github,
  },
  { name: "GitLab personal access token", prefix: "glpat-", body: "[A-Za-z0-9_.-]{20,300}", source: gitlab },
  { name: "GitLab deploy token", prefix: "gldt-", body: "[A-Za-z0-9_-]{20,300}", source: gitlab },
  { name: "GitLab runner token", prefix: "glrt- glrtr- GR1348941", body: "[A-Za-z0-9_.-]{20,300}", source: gitlab },
  { name: "GitLab CI job token", prefix: "glcbt-", body: "[A-Za-z0-9_-]{20,900}", source: gitlab },
  { name: "GitLab trigger token", prefix: "glptt-", body: "[A-Za-z0-9]{40}", source: gitlab },
  {
    name: "GitLab token",
    prefix: "glft- glimt- glagent- gloas- glsoat- glffct- glwt-",
    body: "[A-Za-z0-9_.-]{20,300}",
    source: gitlab,
  },
  {
    name: "Bitbucket app password",
    prefix: "ATBB",
    body: "[A-Za-z0-9]{32}",
    source: "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
  },
  {
    name: "Atlassian API token",
    prefix: "ATATT3 ATCTT3",
    body: "[A-Za-z0-9_=-]{60,250}",
    source: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
  },
  {
    name: "Linear API key",
    prefix: "lin_api_ lin_oauth_",
    body: "[A-Za-z0-9]{32,64}",
    source: "https://linear.app/docs/api-and-webhooks",
  },
  {
    name: "Buildkite API token",
    prefix: "bkua_",
    body: "[0-9a-f]{40}",
    source: "https://buildkite.com/docs/apis/managing-api-tokens",
  },
  {
    name: "CircleCI token",
    prefix: "CCIPAT_ CCIPRJ_",
    body: "[A-Za-z0-9]{22}_[0-9a-f]{40}",
    source: "https://circleci.com/docs/managing-api-tokens/",
  },
  {
    name: "Sentry token",
    prefix: "sntrys_eyJ",
    body: "[A-Za-z0-9+/=_-]{40,400}",
    source: "https://docs.sentry.io/account/auth-tokens/",
  },
  {
    name: "Sentry user token",
    prefix: "sntryu_",
    body: "[0-9a-f]{64}",
    source: "https://docs.sentry.io/account/auth-tokens/",
  },
  {
    name: "Postman API key",
    prefix: "PMAK-",
    body: "[0-9a-f]{24}-[0-9a-f]{34}",
    source: "https://learning.postman.com/docs/developer/postman-api/authentication/",
  },
  {
    name: "Figma token",
    prefix: "figd_ figdr_",
    body: "[A-Za-z0-9_-]{40,100}",
    source: "https://www.figma.com/developers/api#authentication",
  },
  {
    name: "SonarQube token",
    prefix: "sqp_ squ_ sqa_",
    body: "[0-9a-f]{40}",
    source: "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/",
  },
];
