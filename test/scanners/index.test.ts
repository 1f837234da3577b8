import { describe, expect, it } from "vitest";
import { scan, scanAsEnvFile } from "../../src/scanners/index.ts";
import { isCandidate } from "../../src/scanners/names.ts";
import { cpuTime } from "../support/cpu-time.ts";

const dockerfile = "FROM alpine:3.20\n";
const compose = "services:\n  db:\n    image: postgres:16\n";
const env = "# settings\nPORT=80\nexport NAME=x\n";
const workflow = "on: push\njobs:\n  a:\n    services:\n      db:\n        image: postgres\n";
const other = "Some words\nand more\n";

const kindOf = async (file: string, text: string, given = false) => (await scan({ file, text }, given))?.kind;

describe("by name and content", () => {
  const rows: Record<string, readonly (readonly [names: string, text: string])[]> = {
    Dockerfile: [
      [
        "Dockerfile dockerfile api/Dockerfile Dockerfile.prod Dockerfile-dev Dockerfile_dev api.Dockerfile api.dockerfile Containerfile containerfile",
        dockerfile,
      ],
      [
        "Containerfile.web Dockerfile.php Dockerfile.service Dockerfile.template Dockerfile.j2 Dockerfile",
        "ARG A=1\nFROM x\n",
      ],
      ["Dockerfile", "# syntax=docker/dockerfile:1\n\n\r\nfrom alpine\n"],
      ["Dockerfile", "\uFEFF# a comment\nFROM alpine\n"],
      ["Dockerfile", ""],
      ["Dockerfile app.Dockerfile", other],
      ["Dockerfile.part", "RUN true\n"],
      ["Dockerfile.j2", "{% set base = 'x' %}\nFROM {{ base }}\n"],
      ["Dockerfile.template", "{{ include 'x' }}\n\tFROM x\n"],
    ],
    "compose file": [
      [
        "compose.yaml compose.yml docker-compose.yml docker-compose.prod.yaml docker-stack.yml stack.yml x/any.yaml",
        compose,
      ],
      [
        "docker-compose.yml.example compose.yaml.dist any.yml.j2 any.yaml.tmpl any.yml.template any.yml.sample",
        compose,
      ],
      ["app.compose.yml web-compose.yaml compose_local.yml", compose],
      ["docker-compose.override.yml", "services:\n  db:\n    ports: [5432]\n"],
      ["compose.yaml", "x-common: &c\n  a: b\n"],
      ["compose.yaml", ""],
      ["compose.yaml.j2", "{% if x %}\nvolumes:\n  a:\n{% endif %}\n"],
    ],
    "env file": [
      [
        ".env .env.local .env.production api/.env prod.env .env.example env.example example.env .env.prod.j2 env.list .env-sample",
        env,
      ],
      [".env .env.local", other],
    ],
  };
  Object.assign(rows, {
    workflow: [
      [".github/workflows/ci.yml .gitea/workflows/a.yaml x/.github/workflows/compose.yml", workflow],
      ["action.yml .github/actions/build/action.yaml", "name: x\nruns:\n  using: composite\n"],
      [".gitlab-ci.yml ci/build.gitlab-ci.yml .gitlab/ci/build.yml", "build:\n  script: make\n"],
      [".circleci/config.yml", "version: 2.1\njobs: {}\n"],
      ["azure-pipelines.yml azure-pipelines/build.yml .azure-pipelines/a.yml", "steps:\n  - script: make\n"],
    ],
    Jenkinsfile: [
      ["Jenkinsfile Jenkinsfile.deploy ci/jenkinsfile release.Jenkinsfile Jenkinsfile.groovy", "node {}\n"],
    ],
    "bake file": [
      ["docker-bake.hcl docker-bake.override.hcl bake.hcl", 'target "app" {}\n'],
      ["docker-bake.json", '{"target": {}}\n'],
    ],
    "dev container": [
      [".devcontainer/devcontainer.json .devcontainer.json .devcontainer/api/devcontainer.json", "{}\n"],
    ],
    playbook: [
      ["roles/db/tasks/main.yml playbook.yml ansible/db.yaml site.yml", "- docker_container:\n    name: db\n"],
      ["deploy.yml db/main.yaml", "- community.docker.docker_container:\n    name: db\n"],
      ["play.yml", "- hosts: all\n  tasks:\n    - docker_container:\n        name: db\n"],
      ["roles/db/tasks/main.yml", "- name: x\n  apt:\n    name: docker\n"],
      ["group_vars/all host_vars/10.0.0.3.yml db/defaults/main.yml roles/db/vars/Debian.yml", "a: b\n"],
      ["play.yml", "- name: Databases\n  hosts: all\n  tasks:\n    - podman_container:\n        name: db\n"],
    ],
    "compose file": [...(rows["compose file"] ?? []), [".circleci/docker-compose.yml", compose]],
  });
  for (const [kind, group] of Object.entries(rows)) {
    for (const [names, text] of group) {
      for (const name of names.split(" "))
        it(`${name} is a ${kind}`, async () => expect(await kindOf(name, text)).toBe(kind));
    }
  }

  const nothing: readonly (readonly [names: string, text: string])[] = [
    ["Dockerfile.md Dockerfile.dockerignore dockerfile.ts Dockerfile.txt Dockerfile.tar.gz", dockerfile],
    ["Dockerfile.go", other],
    ["dockerfile_test.go", "package dockerfile\n\nconst x = `\nFROM busybox\n`\n"],
    ["any.yaml k8s.yml compose.md compose.json", other],
    ["any.yml", "jobs:\n  a:\n    services:\n      db:\n        image: postgres\n"],
    [".github/workflows/list.yml .gitlab/agents/config.yaml", "name: x\ngitops:\n  - a\n"],
    ["bake.json bake.hcl", '{"bread": 1}'],
    ["devcontainer-lock.json jenkinsfile.md", other],
    ["deploy/main.yml", "- name: x\n  apt:\n    name: docker\n"],
    ["deploy/main.yml", "- docker_container:\n    name: db\n"],
    ["any.yml", "version: 1\nvolumes: [a]\n"],
    ["compose.yaml", "apiVersion: v1\nkind: Service\n"],
    [".env.ts x.env.js environment.ts .environment .env.json .env.vault .env.gpg env x.envx .env/bin/activate", env],
    ["README.md docker-compose deploy LICENSE", env],
  ];
  for (const [names, text] of nothing) {
    for (const name of names.split(" "))
      it(`${name} is nothing to us`, async () => expect(await kindOf(name, text)).toBeUndefined());
  }
});

describe("a file that was named", () => {
  it.each([
    ["build.txt", dockerfile, "Dockerfile"],
    ["base", "# the base\nARG V=1\nFROM x\n", "Dockerfile"],
    ["stack", compose, "compose file"],
    ["docker-compose.demo", compose, "compose file"],
    ["settings", env, "env file"],
    ["Dockerfile", env, "env file"],
    ["words.txt", other, undefined],
    ["words", "#!/usr/bin/env python3\nA=1\n", undefined],
    ["mixed", "A=1\nwords\n", undefined],
    ["empty", "", undefined],
    ["query.sql", "SELECT 1\nFROM x\n", undefined],
  ])("%s", async (name, text, kind) => {
    expect(await kindOf(name, text, true)).toBe(kind);
    if (kind && name !== "Dockerfile") expect(await kindOf(name, text)).toBeUndefined();
  });
});

describe("files that hold commands", () => {
  it.each([
    ["deploy.sh", "A=1\n", "shell script"],
    ["lib/x.bash", "A=1\n", "shell script"],
    [".envrc", "A=1\n", "shell script"],
    [".bashrc", "A=1\n", "shell script"],
    ["api.dockerfile.sh", dockerfile, "shell script"],
    ["bin/deploy", "#!/usr/bin/env bash\nA=1\n", "shell script"],
    ["entrypoint", "#!/bin/sh -e\nA=1\n", "shell script"],
    ["bin/tool", "#!/usr/bin/env node\n", undefined],
    ["bin/fish", "#!/usr/bin/fish\n", undefined],
    ["Makefile", "all:\n\ttrue\n", "Makefile"],
    ["docker.mk", "all:\n\ttrue\n", "Makefile"],
    ["web/package.json", "{}", "package file"],
    ["Procfile.dev", "web: true\n", "Procfile"],
    ["etc/app.service", "[Service]\n", "systemd unit"],
  ])("%s", async (name, text, kind) => expect(await kindOf(name, text)).toBe(kind));
});

it("knows candidates by their names only", () => {
  expect(
    ["Dockerfile", "a/b.yml", ".env", "x.yaml.dist", "Dockerfile.go", "a.ts", "b.mjs"].filter(
      (path) => !isCandidate(path),
    ),
  ).toEqual([]);
  expect(
    ["a.py", "Dockerfile.md", "README", ".dockerignore", "env.py", "a.d.ts", "a.min.js"].filter(isCandidate),
  ).toEqual([]);
});

it("reads any file as an env file when a compose file says so", async () => {
  const { kind, sighting } = await scanAsEnvFile({ file: "config/web", text: env });
  expect(kind).toBe("env file");
  expect(sighting.facts.map((fact) => fact.kind === "binding" && fact.name)).toEqual(["PORT", "NAME"]);
});

it("ends soon on long lines and many of them", async () => {
  const start = cpuTime();
  for (const text of [
    "#".repeat(2e6),
    " ".repeat(2e6),
    "\n".repeat(2e6),
    "A".repeat(2e6),
    "A=\n".repeat(5e5),
    "{ ".repeat(1e6),
  ]) {
    for (const file of ["Dockerfile", "compose.yaml", "any.yml"]) await kindOf(file, text);
    expect((await kindOf("x", text, true)) ?? "env file").toBe("env file");
  }
  expect(cpuTime() - start).toBeLessThan(10_000);
});
