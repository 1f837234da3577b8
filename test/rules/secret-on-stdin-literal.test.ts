import { secretOnStdinLiteral } from "../../src/rules/secret-on-stdin-literal.ts";
import { ruleTable } from "../support/rule-table.ts";

const script = (...lines: string[]) => ({ "deploy.sh": `${lines.join("\n")}\n` });

ruleTable(secretOnStdinLiteral, {
  "echo into a secret": {
    files: script("echo «lantern808canary» | docker secret create db_pw -"),
    says: "literal",
    key: "db_pw",
  },
  "echo -n": { files: script("echo -n '«lantern808canary»' | docker secret create db_pw -"), says: "literal" },
  "printf with a format": {
    files: script("printf '%s' «lantern808canary» | docker secret create db_pw -"),
    says: "literal",
  },
  "a here-string": { files: script("docker secret create db_pw - <<< «lantern808canary»"), says: "literal" },
  "a here-document": {
    files: script("docker secret create db_pw - <<EOF", "«lantern808canary»", "EOF"),
    says: "literal",
  },
  "by way of a variable": {
    files: script("PW=«lantern808canary»", 'echo "$PW" | docker secret create db_pw -'),
    says: "literal",
  },
  "podman, with an option": {
    files: script("echo «lantern808canary» | podman secret create --label a=b db_pw -"),
    says: "literal",
  },
  "after sudo": { files: script("echo «lantern808canary» | sudo docker secret create db_pw -"), says: "literal" },
  "a login": {
    files: script("echo «lantern808canary» | docker login -u ci --password-stdin r.example.net"),
    says: "login",
  },
  "a login in a Makefile": {
    files: { Makefile: "login:\n\t@echo «lantern808canary» | docker login -u ci --password-stdin\n" },
    says: "login",
  },
  "a variable from outside": { files: script('echo "$REG_PW" | docker login -u ci --password-stdin'), says: "quiet" },
  "a fallback has a rule of its own": {
    files: script('echo "${PW:-lantern808canary}" | docker secret create db_pw -'),
    says: "quiet",
  },
  "a generated secret": { files: script("openssl rand -base64 32 | docker secret create db_pw -"), says: "quiet" },
  "a file": { files: script("docker secret create db_pw ./secrets/db_pw"), says: "quiet" },
  "standard input from a file": { files: script("docker secret create db_pw - < ./secrets/db_pw"), says: "quiet" },
  "another program": { files: script("echo lantern808canary | docker exec -i app sh"), says: "quiet" },
});
