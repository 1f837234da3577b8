import { secretInBuildArg } from "../../src/rules/secret-in-build-arg.ts";
import { engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";
import { action, buildPush, workflow } from "../support/workflow.ts";

const dockerfile = (...lines: string[]) => ({ Dockerfile: ["FROM node:22", ...lines, ""].join("\n") });
const build = (args: string) => ({
  "compose.yaml": `services:\n  app:\n    build:\n      context: .\n      args:\n        ${args}\n`,
});

ruleTable(secretInBuildArg, {
  "the history of an image": {
    files: engine("images:\n  app:1:\n    history: ['|1 NPM_TOKEN=brassbell9canary /bin/sh -c npm ci']"),
    says: "recorded",
  },
  "a workflow passes a secret of its store": {
    files: action(buildPush, "build-args: |", "  NODE=22", "  «NPM_TOKEN=${{ secrets.NPM_TOKEN }}»"),
    says: "handed",
    severity: "high",
    key: "NPM_TOKEN",
  },
  "a step that runs kaniko": {
    files: {
      ".gitlab-ci.yml": "a:\n  script:\n    - /kaniko/executor --build-arg «NPM_TOKEN=$NPM_TOKEN» -d registry/a\n",
    },
    says: "handed",
  },
  "a workflow, one whose name says nothing": {
    files: action(buildPush, "build-args: «EXTRA=${{ secrets.EXTRA }}»"),
    says: "stored",
    severity: "medium",
  },
  "a workflow, one that is none by both of its names": {
    files: action(buildPush, "build-args: |", "  API_URL=${{ secrets.PUBLIC_API_URL }}"),
    says: "quiet",
  },
  "a workflow, the token of the job itself": {
    files: action(buildPush, "build-args: «GITHUB_TOKEN=${{ github.token }}»"),
    says: "handed",
    severity: "medium",
  },
  "a workflow, written there, guessable too: the image stays": {
    files: action(buildPush, "build-args: ADMIN_PASSWORD=«postgres»"),
    says: "literal",
  },
  "a workflow, a version": { files: action(buildPush, "build-args: VERSION=${{ github.sha }}"), says: "quiet" },
  "a workflow, as a build secret": {
    files: action(buildPush, "secrets: |", "  npm_token=${{ secrets.NPM_TOKEN }}"),
    says: "quiet",
  },
  "a workflow, bake's overrides": {
    files: action("docker/bake-action@v6", "set: |", "  app.tags=x", "  *.args.«NPM_TOKEN=${{ secrets.NPM_TOKEN }}»"),
    says: "handed",
  },
  "a workflow, by way of the environment of the step": {
    files: workflow("env:\n  T: ${{ secrets.NPM_TOKEN }}\nsteps:\n  - run: docker build --build-arg «NPM_TOKEN=$T» ."),
    says: "handed",
  },
  "a workflow and a Dockerfile, told once": {
    files: {
      ...action(buildPush, "build-args: NPM_TOKEN=${{ secrets.NPM_TOKEN }}"),
      ...dockerfile("ARG «NPM_TOKEN»", "RUN npm ci"),
    },
    says: "declared",
  },
  "a bake file": {
    files: { "docker-bake.hcl": 'target "app" {\n  args = {\n    «NPM_TOKEN = NPM_TOKEN»\n    V = "1"\n  }\n}\n' },
    says: "handed",
  },
  "a bake file in JSON, written there": {
    files: { "docker-bake.json": '{"target": {"app": {"args": {"NPM_TOKEN": "«quartz-lantern-canary»"}}}}\n' },
    says: "literal",
  },
  "a dev container": {
    files: { "devcontainer.json": '{"build": {"args": {«"NPM_TOKEN": "${localEnv:NPM_TOKEN}"»}}, // x\n}\n' },
    says: "handed",
  },
  "on the command line, from the environment": {
    files: { "build.sh": "docker build --build-arg «NPM_TOKEN» .\n" },
    says: "given",
    key: "NPM_TOKEN",
  },
  "on the command line, written there": {
    files: { "build.sh": "docker buildx build --build-arg NPM_TOKEN=«quartz-lantern-canary» .\n" },
    says: "spelled",
  },
  "declared by name": { files: dockerfile("ARG «NPM_TOKEN»", "RUN npm ci"), says: "declared", key: "NPM_TOKEN" },
  "declared, Jenkins' abbreviation": { files: dockerfile("ARG GITLAB_PSW=«trout-lake-canary»"), says: "literal" },
  "declared, empty": { files: dockerfile("ARG «NPM_TOKEN=»", "RUN npm ci"), says: "declared" },
  credentials: { files: dockerfile("ARG «GIT_CREDENTIALS»"), says: "declared" },
  "before the first FROM": {
    files: { Dockerfile: "ARG REGISTRY_TOKEN=«poplar-canary-9»\nFROM alpine\n" },
    says: "literal",
  },
  "in a stage that is left after": {
    files: { Dockerfile: "FROM alpine AS build\nARG DEPLOY_TOKEN=«poplar-canary-9»\nFROM alpine\n" },
    says: "literal",
    severity: "medium",
  },
  "in a trigger": { files: dockerfile("ONBUILD ARG «DEPLOY_TOKEN»"), says: "declared" },
  "declared twice, told once": {
    files: { Dockerfile: "ARG «NPM_TOKEN»\nFROM node\nARG NPM_TOKEN\nRUN npm ci\n" },
    says: "declared",
  },
  "promoted to the environment, told once": {
    files: dockerfile("ARG «BUILD_SECRET»", "ENV APP_VALUE=$BUILD_SECRET"),
    says: "declared",
  },
  "spelled out in a RUN, told once": {
    files: dockerfile("ARG «REPO_PASS»", 'RUN wget --password="$REPO_PASS" https://x'),
    says: "declared",
  },
  "a version": { files: dockerfile("ARG AUTH_MODULE_VERSION=2.4.0"), says: "quiet" },
  "an audience": { files: dockerfile("ARG TOKEN_AUDIENCE=api.example.net"), says: "quiet" },
  "a fingerprint": { files: dockerfile("ARG GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305"), says: "quiet" },
  "compose, literal": { files: build("NPM_TOKEN: «quartz-lantern-canary»"), says: "literal" },
  "compose, passed on": { files: build("«NPM_TOKEN: ${NPM_TOKEN}»"), says: "passed" },
  "compose, taken from the host": { files: build("- «NPM_TOKEN»"), says: "passed" },
  "compose, harmless": { files: build("VERSION: ${VERSION}"), says: "quiet" },
  "compose and Dockerfile, told once": {
    files: { ...build("NPM_TOKEN: ${NPM_TOKEN}"), ...dockerfile("ARG «NPM_TOKEN»", "RUN npm ci") },
    says: "declared",
  },
  "a script and a Dockerfile, told once": {
    files: {
      "build.sh": "docker build --build-arg NPM_TOKEN=$NPM_TOKEN .\n",
      ...dockerfile("ARG «NPM_TOKEN»", "RUN npm ci"),
    },
    says: "declared",
    related: ["build.sh"],
  },
  "a literal in a script, beside a Dockerfile": {
    files: {
      "build.sh": "docker build --build-arg NPM_TOKEN=«quartz-lantern-canary» .\n",
      ...dockerfile("ARG «NPM_TOKEN»", "RUN npm ci"),
    },
    says: ["declared", "spelled"],
  },
  "two jobs build two images": {
    files: {
      ".gitlab-ci.yml":
        "a:\n  script:\n    - docker build --build-arg «NPM_TOKEN=$NPM_TOKEN» a\n    - docker build --build-arg NPM_TOKEN=$NPM_TOKEN .\nb:\n  script:\n    - docker build --build-arg «NPM_TOKEN=$NPM_TOKEN» b\n",
    },
    says: ["handed", "handed"],
  },
});
