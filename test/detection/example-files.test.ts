import { expect, it } from "vitest";
import { isExampleFile } from "../../src/detection/example-files.ts";

it.each(
  `.env.example .env.sample .env.template .env.dist env.example example.env .env-example .env.tmpl app.env.j2 docker-compose.example.yml
   compose.sample.yaml docs/compose.yaml api/docs/.env fixtures/a/.env testdata/Dockerfile src/__tests__/.env test/docker-compose.yml
   tests/e2e/compose.yml .env.test .env.unit-tests .env.testing compose.test.yaml docker-compose-test.yml docker-compose.ci.yml README.md sample.env
   production-config-template.env scripts/test-api.sh e2e_login.sh`.split(/\s+/),
)("%s is an example", (path) => expect(isExampleFile(path)).toBe(true));

it.each(
  `.env .env.production .env.local compose.yaml examples/wordpress/compose.yaml examples/.env deploy/prod.env defaults.env Dockerfile
   contest/compose.yaml latest.env testimonials/.env attestation/.env distribution.env samples/app/compose.yaml templates/app.yaml
   docker-compose.dev.yml sampler.env latest-deploy.sh scripts/attest-api.sh test-api.yml`.split(/\s+/),
)("%s is none", (path) => expect(isExampleFile(path)).toBe(false));
