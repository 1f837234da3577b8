import { describe, expect, it } from "vitest";
import { lint } from "../../src/lint.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const told = async (file: string, text: string) =>
  (await lint(memoryWorkspace({ [file]: text }))).findings.map(
    ({ rule, key, region }) => `${region.startLine} ${rule} ${key}`,
  );

const github = ".github/workflows/ci.yml";
const job = (body: string) => `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n${body.replace(/^/gm, "    ")}\n`;
const step = (body: string) => job(`steps:\n  - ${body.replace(/\n/g, "\n    ")}`);

describe("workflows of GitHub", () => {
  it.each<[string, string, string[]]>([
    ["env of the workflow", `env:\n  API_TOKEN: lantern-808-canary\n${job("env: {}")}`, ["2 secret-in-env API_TOKEN"]],
    ["env of a job", job("env:\n  DB_PASSWORD: orchid-42-canary"), ["6 secret-in-env DB_PASSWORD"]],
    ["env of a step", step("run: 'true'\nenv:\n  DB_PASSWORD: orchid-42-canary"), ["8 secret-in-env DB_PASSWORD"]],
    ["from the repository's secrets", job("env:\n  DB_PASSWORD: ${{ secrets.DB_PASSWORD }}"), []],
    [
      "into build arguments",
      step("uses: docker/build-push-action@v6\nwith:\n  build-args: |\n    NPM_TOKEN=${{ secrets.NPM_TOKEN }}"),
      ["9 secret-in-build-arg NPM_TOKEN"],
    ],
    [
      "into build secrets",
      step("uses: docker/build-push-action@v6\nwith:\n  secrets: |\n    npm=${{ secrets.NPM_TOKEN }}"),
      [],
    ],
    [
      "a plain word for a database that the job throws away",
      job("services:\n  db:\n    image: postgres:16\n    env:\n      POSTGRES_PASSWORD: postgres"),
      [],
    ],
  ])("%s", async (_, text, expected) => expect(await told(github, text)).toEqual(expected));

  it("the default of an action's input", async () => {
    const text =
      "name: x\ninputs:\n  api-token:\n    default: lantern-808-canary\nruns:\n  using: composite\n  steps: []\n";
    expect(await told("action.yml", text)).toEqual(["4 secret-default api-token"]);
  });
});

describe("other systems", () => {
  const value = "orchid-42-canary";
  it.each<[string, string, string[]]>([
    [
      ".gitlab-ci.yml",
      `variables:\n  DB_PASSWORD: ${value}\nx:\n  script: ['true']\n`,
      ["2 secret-in-env DB_PASSWORD"],
    ],
    [
      ".circleci/config.yml",
      `version: 2.1\njobs:\n  build:\n    docker:\n      - image: x\n        environment:\n          API_TOKEN: ${value}\n    steps: [checkout]\n`,
      ["7 secret-in-env API_TOKEN"],
    ],
    [
      "azure-pipelines.yml",
      `variables:\n  DB_PASSWORD: ${value}\nsteps:\n  - script: 'true'\n`,
      ["2 secret-in-env DB_PASSWORD"],
    ],
    ["Jenkinsfile", `pipeline {\n  environment { DB_PASSWORD = '${value}' }\n}\n`, ["2 secret-in-env DB_PASSWORD"]],
    [
      "docker-bake.hcl",
      `target "app" {\n  args = { NPM_TOKEN = "${value}" }\n}\n`,
      ["2 secret-in-build-arg NPM_TOKEN"],
    ],
    ["docker-bake.json", `{"target":{"app":{"args":{"NPM_TOKEN":"${value}"}}}}`, ["1 secret-in-build-arg NPM_TOKEN"]],
    ["docker-bake.hcl", `variable "DB_PASSWORD" { default = "${value}" }\n`, ["1 secret-default DB_PASSWORD"]],
    [
      ".devcontainer/devcontainer.json",
      `{ "containerEnv": { "DB_PASSWORD": "${value}" } }`,
      ["1 secret-in-env DB_PASSWORD"],
    ],
    [
      "roles/db/tasks/main.yml",
      `- name: db\n  community.docker.docker_container:\n    name: db\n    image: x\n    env:\n      DB_PASSWORD: ${value}\n`,
      ["6 secret-in-env DB_PASSWORD"],
    ],
    ["playbook.yml", "- hosts: all\n  tasks:\n    - debug: {msg: hi}\n", []],
    ["Jenkinsfile", "pipeline {\n  environment { DB_PASSWORD = credentials('db') }\n}\n", []],
    [".devcontainer/devcontainer.json", '{ "containerEnv": { "DB_PASSWORD": "${localEnv:DB_PASSWORD}" } }', []],
  ])("%s", async (file, text, expected) => expect(await told(file, text)).toEqual(expected));
});
