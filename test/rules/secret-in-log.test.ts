import { secretInLog } from "../../src/rules/secret-in-log.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";
import { workflow } from "../support/workflow.ts";

const script = (...lines: string[]) => ({ "deploy.sh": `#!/bin/sh\n${lines.join("\n")}\n` });
const stage = (...lines: string[]) => ({ Dockerfile: `FROM alpine:3.20\n${lines.join("\n")}\n` });
const fromFile = 'DB_PASSWORD="$(cat /run/secrets/db)"';
const stored = "${{ secrets.DB_PASSWORD }}";

ruleTable(secretInLog, {
  "a health check that prints the environment": {
    files: container('health: ["HOME=/root\\nDB_PASSWORD=orchid-42-canary\\n"]'),
    says: "health",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  "a URL": { files: container("health: ['no route to amqp://a:winterfox-88-canary@mq']"), says: "health" },
  "a program that prints its environment": { files: { "a.ts": "console.log(«process.env»);\n" }, says: "environment" },
  "all of it as JSON": { files: { "a.js": "log.info(JSON.stringify(«process.env»));\n" }, says: "environment" },
  "a program that prints a secret": {
    files: { "a.ts": "const pw = process.env.DB_PASSWORD;\nconsole.log(`pw ${«pw»}`);\n" },
    says: "printed",
    key: "DB_PASSWORD",
  },
  "a secret inside what is printed": {
    files: { "a.ts": "const c = { port: 1, token: process.env.API_TOKEN };\nlogger.debug(«c»);\n" },
    says: "printed",
  },
  "whether it is set": { files: { "a.ts": 'console.log("set:", !!process.env.DB_PASSWORD);\n' }, says: "quiet" },
  "names only": { files: { "a.ts": "console.log(Object.keys(process.env));\n" }, says: "quiet" },
  "no secret": { files: { "a.ts": "console.log(process.env.PORT);\n" }, says: "quiet" },
  "a harmless output": { files: container("health: [ok]"), says: "quiet" },

  "env after an export": {
    files: script("export DB_PASSWORD=orchid-42-canary", "«env»"),
    says: "dumped",
    severity: "low",
  },
  "printenv, of what comes from a file": {
    files: script(`export ${fromFile}`, "«printenv»"),
    says: "dumped",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  "exported later by its name": {
    files: script(fromFile, "export LANG DB_PASSWORD", "«/usr/bin/env»"),
    says: "dumped",
  },
  "all that is set is exported": { files: script("set -a", fromFile, "«env»"), says: "dumped" },
  "declare -x exports": { files: script(`declare -x ${fromFile}`, "«export -p»"), says: "dumped" },
  "a variable of the shell only is not in env": { files: script(fromFile, "env", "export -p"), says: "quiet" },
  "and is in declare -p and set": { files: script(fromFile, "«declare -p»", "«set»"), says: ["dumped", "dumped"] },
  "sorted, and shown": { files: script(`export ${fromFile}`, "«env» | sort"), says: "dumped" },
  "sorted into a file, searched, counted, captured": {
    files: script(
      `export ${fromFile}`,
      "env | sort > e.txt",
      "env | grep PATH",
      "env > e.txt",
      "env | wc -l",
      'E="$(env | sort)"',
    ),
    says: "quiet",
  },
  "env starts a program": { files: script(`export ${fromFile}`, "env FOO=bar make", "env -i sh x.sh"), says: "quiet" },
  "printenv of one variable": {
    files: script(`export ${fromFile}`, "«printenv DB_PASSWORD»", "printenv PATH"),
    says: "named",
  },
  "passed on by a pipe": {
    files: script(`export ${fromFile}`, "printenv DB_PASSWORD | docker login -u ci --password-stdin"),
    says: "quiet",
  },
  "before the secret is set": { files: script("env", `export ${fromFile}`), says: "quiet" },
  "no secret is around": { files: script("export LANG=C", "env", "set -x", 'echo "$LANG"'), says: "quiet" },
  "a secret that everybody guesses": { files: script("export DB_PASSWORD=postgres", "env"), says: "quiet" },
  "a trace shows what is set": {
    files: script("«set -x»", fromFile),
    says: "traced",
    severity: "medium",
    key: "DB_PASSWORD",
    related: ["deploy.sh"],
  },
  "a trace shows what is filled in": {
    files: script(fromFile, "«set -eux»", 'mysql -p"$DB_PASSWORD"'),
    says: "traced",
  },
  "also where the literal is known": {
    files: script("DB_PASSWORD=orchid-42-canary", "«set -o xtrace»", "mysql -p$DB_PASSWORD"),
    says: "traced",
    severity: "low",
  },
  "of the whole script": { files: { "a.sh": `#!«/bin/bash -ex»\n${fromFile}\n` }, says: "traced" },
  "turned off before": { files: script("set -x", "make", "set +x", fromFile, 'mysql -p"$DB_PASSWORD"'), says: "quiet" },
  "turned on after it": { files: script(fromFile, 'mysql -p"$DB_PASSWORD"', "set -x", "make"), says: "quiet" },
  "a trace that somebody asks for": {
    files: script(
      '[ -z "$DEBUG" ] || set -x',
      'if [ "$T" = 1 ]; then set -x; fi',
      'case "$1" in -d) set -x;; esac',
      "[[ $D ]] && set -x",
      fromFile,
    ),
    says: "quiet",
  },
  "a folder is no password": { files: script("set -x", "C_PWD=$PWD", 'API_TOKEN=""'), says: "quiet" },
  "a trace that ends with its parentheses": { files: script("( set -x; ls )", fromFile), says: "quiet" },
  "a trace inside parentheses": { files: script(`( «set -x»; ${fromFile} )`), says: "traced" },
  "what GitHub hides": {
    files: workflow(
      `env:\n  DB_PASSWORD: ${stored}\nsteps:\n  - run: |\n      set -x\n      env\n      mysql -p"$DB_PASSWORD"`,
    ),
    says: "quiet",
  },
  "what GitHub does not know": {
    files: workflow("steps:\n  - run: |\n      «set -x»\n      API_TOKEN=$(./login)"),
    says: "traced",
    key: "API_TOKEN",
  },
  "a literal of a workflow": {
    files: workflow("steps:\n  - run: «env»\n    env:\n      DB_PASSWORD: orchid-42-canary\n  - run: env"),
    says: "dumped",
    severity: "low",
  },
  "a trace ends with its step": {
    files: workflow("steps:\n  - run: set -x\n  - run: API_TOKEN=$(./login)"),
    says: "quiet",
  },
  "GitLab hides what is marked": {
    files: { ".gitlab-ci.yml": "build:\n  variables: {DB_PASSWORD: $PROD_DB_PASSWORD}\n  script:\n    - «env»\n" },
    says: "dumped",
    severity: "medium",
  },
  "each line of a Makefile has a shell of its own": {
    files: { Makefile: "a:\n\tset -x; make b\n\tAPI_TOKEN=$$(./login) ./x\n\t«set -x»; API_TOKEN=$$(./login); ./x\n" },
    says: "traced",
  },
  "a build argument in a build": {
    files: stage(
      "ARG NPM_TOKEN=orchid-42-canary",
      "RUN «env»",
      "RUN «set -x» && curl -u ci:$NPM_TOKEN https://n.example.net",
      "RUN npm ci",
    ),
    says: ["dumped", "traced"],
    severity: "low",
  },
  "a RUN has a shell of its own": {
    files: stage(
      "ARG NPM_TOKEN=orchid-42-canary",
      "RUN set -x && apk add git",
      "RUN curl -u ci:$NPM_TOKEN https://n.example.net",
    ),
    says: "quiet",
  },
  "what a container starts with": {
    files: {
      "compose.yaml":
        'services:\n  a:\n    image: x:1\n    environment: {DB_PASSWORD: "${DB_PASSWORD}"}\n    command: sh -c "«env» && exec app"\n',
    },
    says: "dumped",
    key: "DB_PASSWORD",
  },
});
