import { secretInBuildArg } from "../../src/rules/secret-in-build-arg.ts";
import { ruleTable } from "../support/rule-table.ts";

const dockerfile = (...lines: string[]) => ({ Dockerfile: ["FROM node:22", ...lines, ""].join("\n") });
const build = (args: string) => ({
  "compose.yaml": `services:\n  app:\n    build:\n      context: .\n      args:\n        ${args}\n`,
});

ruleTable(secretInBuildArg, {
  "handed over by a workflow": {
    files: {
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  x:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «NPM_TOKEN=${{ secrets.NPM_TOKEN }}»\n",
    },
    says: "handed",
  },
  "a secret of the store under a harmless name": {
    files: {
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  x:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «QUUX=${{ secrets.FROBNICATOR }}»\n",
    },
    says: "stored",
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
  "in a stage that is left behind": {
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
});
