import { describe, expect, it } from "vitest";
import { scanWorkflow } from "../../src/scanners/workflow/index.ts";
import { said } from "../support/said.ts";

const inFile = (file: string) => (text: string) => said(scanWorkflow({ file, text }));
const github = inFile("ci.yml");

describe("GitHub Actions", () => {
  it("reads environments on three levels, inputs, services and steps", () => {
    const text = `on:
  workflow_dispatch:
    inputs:
      password: {default: canary}
env: {A: a}
jobs:
  test:
    env: {B: b}
    container:
      env: {C: c}
      credentials: {username: u, password: "\${{ secrets.P }}"}
    services:
      db:
        env: {D: d}
        options: --health-cmd "pg_isready -U x" -e E=e --env F=f
    steps:
      - uses: x/y@v1
        env: {G: g}
        with: {token: t, script: echo hi}
      - run: echo $B
        shell: bash
      - run: print(1)
        shell: python
  call:
    uses: ./.github/workflows/b.yml
    with: {build-args: H=h}
    secrets: {I: i}
`;
    expect(github(text)).toEqual([
      "ci.yml: job-env A=‹a›",
      "ci.yml: job-env password=${password:-‹canary›}",
      "test: job-env B=‹b›",
      "test: job-env C=‹c›",
      "test: job-env username=‹u›",
      "test: job-env password=${secret:P}",
      "(test/db): job-env D=‹d›",
      "(test/db): health ‹pg_isready› ‹-U› ‹x›",
      "(test/db): job-env E=‹e›",
      "(test/db): job-env F=‹f›",
      "test: job-env G=‹g›",
      "test: job-env token=‹t›",
      "test: step ‹echo› ‹hi›",
      "test: step ‹echo› ‹b›",
      "call: build-arg H=‹h›",
      "call: job-env I=‹i›",
    ]);
  });

  it.each([
    ["secrets.X", "${secret:X}"],
    ["secrets['x-y']", "${secret:x-y}"],
    ["github.token", "${secret:GITHUB_TOKEN}"],
    ["env.X", "${X}"],
    ["inputs.X || 'canary'", "${X:-‹canary›}"],
    ["secrets.X || 'it''s'", "${secret:X:-‹it's›}"],
    ["secrets.X || ''", "${secret:X:-}"],
    ["secrets.A || secrets.B", "${secret:A}"],
    ["format('{0}:{1}', env.U, secrets.X)", "${secret:X}"],
    ["github.ref == 'x' && secrets.X || 'canary'", "?"],
    ["secrets.X != ''", "?"],
    ["'secrets.X'", "?"],
    ["steps.x.outputs.y", "?"],
  ])("%s", (expression, value) => {
    expect(github(`env:\n  A: \${{ ${expression} }}\njobs: {}\n`)).toEqual([`ci.yml: job-env A=${value}`]);
  });

  it("reads expressions in a step as one word, wherever they are", () => {
    const text =
      "jobs:\n  a:\n    steps:\n      - run: |\n          ${{ inputs.before }}\n          docker login -p ${{ secrets.X }} x && echo 'a ${{ github.sha }}'\n";
    expect(github(text)).toEqual([
      "a: step ${before}",
      "a: step ‹docker› ‹login› ‹-p› ${secret:X} ‹x›",
      "a: step ‹echo› ‹a ›?",
    ]);
  });

  it("follows what is set around a step into the command lines of an engine", () => {
    const text =
      "env: {PW: canary}\njobs:\n  a:\n    steps:\n      - run: docker run -e DB_PASSWORD=$PW -e T=$TOKEN db\n        env: {TOKEN: '${{ secrets.T }}'}\n";
    expect(github(text).slice(3)).toEqual([
      "(db): container-env DB_PASSWORD=‹canary›",
      "(db): container-env T=${secret:T}",
    ]);
  });

  it.each([
    ["runs-on: windows-latest", false],
    ["runs-on: ${{ matrix.os }}\n    strategy: {matrix: {os: [windows-2022, windows-2025]}}", false],
    ["runs-on: ${{ matrix.os }}\n    strategy: {matrix: {os: [windows-2022, ubuntu-24.04]}}", true],
    ["defaults: {run: {shell: pwsh}}", false],
    ["defaults: {run: {shell: 'bash -l {0}'}}", true],
    ["runs-on: x", true],
  ])("leaves steps in other languages only: %s", (line, isRead) => {
    const text = `jobs:\n  a:\n    ${line}\n    steps: [{run: echo a}, {run: echo b, shell: nu}]\n`;
    expect(github(text)).toEqual(isRead ? ["a: step ‹echo› ‹a›"] : []);
  });

  it("reads the lists of those that build, and no other lists of secrets", () => {
    const text =
      'jobs:\n  a:\n    steps:\n      - uses: docker/bake-action@v6\n        with:\n          set: |\n            *.args.A=a\n            app.tags=x\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            # no\n            B=b=c\n\n            "D=d e"\n            F\n          labels: G=g\n      - uses: store/get@v1\n        with:\n          repo_secrets: |\n            API_KEY=path:key\n';
    expect(github(text)).toEqual([
      "a: build-arg A=‹a›",
      "a: build-arg B=‹b=c›",
      "a: build-arg D=‹d e›",
      "a: build-arg F=${F}",
      "a: image-label G=‹g›",
    ]);
  });
});

it("reads GitLab's variables, services and scripts", () => {
  const text = `spec:
  inputs:
    token: {default: canary}
---
variables: {A: a, B: {value: $C, options: [x]}}
.base: &base
  before_script: ["export D=d"]
job:
  <<: *base
  variables: {E: "$[[ inputs.token ]]"}
  services:
    - postgres
    - {name: db, alias: base, variables: {F: f}}
  script:
    - if true; then
    - docker build --build-arg G=$A .
    - fi
    - ["echo hi"]
`;
  expect(inFile(".gitlab-ci.yml")(text)).toEqual([
    ".gitlab-ci.yml: job-env token=${token:-‹canary›}",
    ".gitlab-ci.yml: job-env A=‹a›",
    ".gitlab-ci.yml: job-env B=${C}",
    ".base: process-env D=‹d›",
    ".base: step ‹export› ‹D=d›",
    "job: job-env E=‹$[[ inputs.token ]]›",
    "(job/base): job-env F=‹f›",
    "job: step ‹true›",
    "job: step ‹docker› ‹build› ‹--build-arg› ‹G=›‹a› ‹.›",
    "job: build-arg G=‹a›",
    "job: step ‹echo› ‹hi›",
  ]);
});

it("reads CircleCI's jobs, commands and images beside them", () => {
  const text = `version: 2.1
parameters: {p: {type: string, default: x}}
commands:
  up:
    steps:
      - run: {name: up, command: "docker run -e A=a << parameters.image >>", environment: {B: b}}
jobs:
  test:
    docker:
      - image: app
        environment: {C: c}
      - image: postgres
        environment: [D=d]
    environment: {E: e}
    steps:
      - run: |
          cat <<EOF
          F << parameters.x >>
          EOF
      - when:
          steps: [{run: echo hi}]
`;
  expect(inFile(".circleci/config.yml")(text)).toEqual([
    "test: job-env C=‹c›",
    "(test/postgres): job-env D=‹d›",
    "test: job-env E=‹e›",
    "test: step ‹cat›",
    "test: step ‹echo› ‹hi›",
    "up: step ‹docker› ‹run› ‹-e› ‹A=a› ?",
    "(a container): container-env A=‹a›",
    "up: job-env B=‹b›",
    ".circleci/config.yml: job-env p=${p:-‹x›}",
  ]);
});

it("reads Azure's variables, parameters, scripts and tasks, after conditions too", () => {
  const text = `parameters:
  - {name: p, default: canary}
variables:
  - group: g
  - {name: A, value: a}
  - \${{ if eq(1, 1) }}:
    - {name: B, value: $(C)}
jobs:
  - job: build
    variables: {D: d}
    steps:
      - script: docker build --build-arg E=$(F) .
        env: {G: $(H)}
      - \${{ else }}:
        - bash: echo $D
      - task: Docker@2
        inputs: {buildArgs: I=i}
`;
  expect(inFile("azure-pipelines.yml")(text)).toEqual([
    "azure-pipelines.yml: job-env p=${p:-‹canary›}",
    "azure-pipelines.yml: job-env group=‹g›",
    "azure-pipelines.yml: job-env A=‹a›",
    "azure-pipelines.yml: job-env B=${C}",
    "build: job-env D=‹d›",
    "build: step ‹F›",
    "build: step ‹docker› ‹build› ‹--build-arg› ‹E=›? ‹.›",
    "build: build-arg E=?",
    "build: job-env G=${H}",
    "build: step ‹echo› ‹d›",
    "build: build-arg I=‹i›",
  ]);
});

it("says what it could not read", () => {
  expect(github("jobs:\n  a: [x\n b: }\n").filter((one) => one.includes("gap"))).toEqual([
    expect.stringContaining("gap not valid YAML here"),
  ]);
  expect(github(`jobs: {}\n#${" ".repeat(2 * 1024 * 1024)}`)).toEqual(["ci.yml: gap too large to be read"]);
});
