import type { TokenShape } from "./row.ts";

const swarm = "https://docs.docker.com/engine/swarm/join-nodes/";
const jfrog = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens";

/** Package registries, Docker itself, and what deploys. */
export const packagesAndContainers: readonly TokenShape[] = [
  {
    name: "npm access token",
    prefix: "npm_",
    body: "[A-Za-z0-9]{36}",
    source: "https://docs.npmjs.com/about-access-tokens",
  },
  { name: "PyPI token", prefix: "pypi-Ag", body: "[A-Za-z0-9_-]{50,400}", source: "https://pypi.org/help/#apitoken" },
  {
    name: "RubyGems API key",
    prefix: "rubygems_",
    body: "[0-9a-f]{48}",
    source: "https://guides.rubygems.org/api-key-scopes/",
  },
  {
    name: "NuGet API key",
    prefix: "oy2",
    body: "[a-z0-9]{43}",
    source: "https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package",
  },
  {
    name: "crates.io token",
    prefix: "cio",
    body: "[A-Za-z0-9]{32}",
    source: "https://doc.rust-lang.org/cargo/reference/publishing.html",
  },
  {
    name: "Clojars token",
    prefix: "CLOJARS_",
    body: "[0-9a-z]{60}",
    source: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
  },
  {
    name: "Docker personal access token",
    prefix: "dckr_pat_",
    body: "[A-Za-z0-9_-]{27}",
    source: "https://docs.docker.com/security/access-tokens/",
  },
  {
    name: "Docker organization access token",
    prefix: "dckr_oat_",
    body: "[A-Za-z0-9_-]{32}",
    source: "https://docs.docker.com/enterprise/security/access-tokens/",
  },
  {
    name: "Docker Swarm join token",
    prefix: "SWMTKN-1- SWMTKN-2-1-",
    body: "[0-9a-z]{50}-[0-9a-z]{25}",
    source: swarm,
  },
  {
    name: "Docker Swarm unlock key",
    prefix: "SWMKEY-1-",
    body: "[A-Za-z0-9+/]{43}",
    source: "https://docs.docker.com/engine/swarm/swarm_manager_locking/",
  },
  { name: "JFrog API key", prefix: "AKCp", body: "[A-Za-z0-9]{69}", source: jfrog },
  { name: "JFrog reference token", prefix: "cmVmd", body: "[A-Za-z0-9]{59}", source: jfrog },
  { name: "age secret key", prefix: "AGE-SECRET-KEY-1", body: "[A-Z0-9]{58}", source: "https://age-encryption.org/v1" },
  {
    name: "Vault token",
    prefix: "hvs. hvb. hvr.",
    body: "[A-Za-z0-9_-]{24,300}",
    source: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
  },
  {
    name: "Doppler token",
    prefix: "dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.",
    body: "[A-Za-z0-9]{40,44}",
    source: "https://docs.doppler.com/docs/token-formats",
  },
  {
    name: "Doppler service token",
    prefix: "dp.st.",
    body: "(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}",
    source: "https://docs.doppler.com/docs/token-formats",
  },
  {
    name: "1Password service account token",
    prefix: "ops_eyJ",
    body: "[A-Za-z0-9+/=_-]{200,1000}",
    source: "https://developer.1password.com/docs/service-accounts/",
  },
  {
    name: "Pulumi access token",
    prefix: "pul-",
    body: "[0-9a-f]{40}",
    source: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
  },
  {
    name: "Tailscale key",
    prefix: "tskey-",
    body: "(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,40}-[A-Za-z0-9]{16,60}",
    source: "https://tailscale.com/kb/1085/auth-keys",
  },
  {
    name: "Grafana service account token",
    prefix: "glsa_",
    body: "[A-Za-z0-9]{32}_[0-9a-f]{8}",
    source: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
  },
  {
    name: "Grafana Cloud token",
    prefix: "glc_eyJ",
    body: "[A-Za-z0-9+/=_-]{32,400}",
    source:
      "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/",
  },
  {
    name: "New Relic user key",
    prefix: "NRAK-",
    body: "[A-Z0-9]{27}",
    source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
  },
  {
    name: "Dynatrace token",
    prefix: "dt0c01. dt0s01. dt0s16.",
    body: "[A-Z2-7]{8,24}\\.[A-Z2-7]{64}",
    source:
      "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
  },
  {
    name: "PostHog personal API key",
    prefix: "phx_",
    body: "[A-Za-z0-9]{40,60}",
    source: "https://posthog.com/docs/api",
  },
  {
    name: "PostHog project key",
    prefix: "phc_",
    body: "[A-Za-z0-9]{40,60}",
    source: "https://posthog.com/docs/api",
    is: "public",
  },
];
