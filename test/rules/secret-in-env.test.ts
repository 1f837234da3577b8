import { secretInEnv } from "../../src/rules/secret-in-env.ts";
import { environment, service } from "../support/compose.ts";
import { container, engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";
import { action, workflow } from "../support/workflow.ts";

const dockerfile = (...lines: string[]) => ({ Dockerfile: ["FROM alpine:3.20", ...lines, ""].join("\n") });
const bcrypt = `$2y$05$${"canary".repeat(9).slice(0, 53)}`;

ruleTable(secretInEnv, {
  "where a bake file's secrets come from": {
    files: {
      "docker-bake.hcl":
        'target "a" {\n  secret = ["id=env,src=./.env", "type=env,id=NPM_TOKEN"]\n  ssh = ["default=key"]\n}\n',
      "docker-bake.json": '{"target": {"b": {"secret": ["id=env,src=./.env"]}}}\n',
    },
    says: "quiet",
  },
  "a container whose image is left out": {
    files: { Makefile: "db:\n\tdocker run --rm -e POSTGRES_PASSWORD=«orchid-42-canary»\n" },
    says: "declared",
  },
  "the key of a project is its name": {
    files: { "azure-pipelines.yml": "variables:\n  cliProjectKey: Shop2-Web_ShopWeb_Angular\nsteps: []\n" },
    says: "quiet",
  },
  "a job's variable": {
    files: {
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  x:\n    env:\n      DB_PASSWORD: «orchid-42-canary»\n    steps: []\n",
    },
    says: "job",
  },
  "in a process, and not in what inspect shows": {
    files: container('env: ["LOG=1"]', 'live: {env: ["LOG=1", "DB_PASSWORD=orchid-42-canary"]}'),
    says: "live",
    severity: "medium",
  },
  "in a process where podman masks it": {
    files: container('env: ["API_KEY=*******"]', 'live: {env: ["API_KEY=q8Zr2canary7Lw"]}'),
    says: "live",
  },
  "in a process, put there from a file by its entry point": {
    files: container(
      'env: ["DB_PASSWORD_FILE=/run/secrets/db"]',
      'live: {env: ["DB_PASSWORD_FILE=/run/secrets/db", "DB_PASSWORD=orchid-42-canary"]}',
    ),
    says: "exported",
    severity: "info",
  },
  "in a process as in its settings is told once": {
    files: container('env: ["DB_PASSWORD=orchid-42-canary"]', 'live: {env: ["DB_PASSWORD=orchid-42-canary"]}'),
    says: "running",
  },
  "a path in a process": {
    files: container('live: {env: ["DB_PASSWORD=/run/secrets/db", "PWD=/srv"]}'),
    says: "quiet",
  },
  "a container beside a job": {
    files: {
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  x:\n    services:\n      db:\n        image: x\n        env:\n          DB_PASSWORD: «q8Zr2canary7Lw»\n    steps: []\n",
    },
    says: "beside",
    severity: "low",
  },
  "ENV with a literal": { files: dockerfile("ENV DB_PASSWORD=«orchid-canary-1»"), says: "baked", key: "DB_PASSWORD" },
  "ENV in the form with a blank": { files: dockerfile("ENV DB_PASS «maple77canary»"), says: "baked" },
  "a run-together name": { files: dockerfile("ENV PGPASSWORD=«blueheron9canary»"), says: "baked" },
  "the third of three pairs": { files: dockerfile("ENV LOG=1 REGION=eu API_TOKEN=«zx9-poplar-canary»"), says: "baked" },
  camelCase: { files: dockerfile("ENV dbPassword=«Plum2Canary»"), says: "baked" },
  "in a stage that is left after": {
    files: { Dockerfile: "FROM alpine AS build\nENV NPM_TOKEN=«zx9-poplar-canary»\nFROM alpine\n" },
    says: "builder",
    severity: "medium",
  },
  "in a stage that the last one is built from": {
    files: { Dockerfile: "FROM alpine AS base\nENV NPM_TOKEN=«zx9-poplar-canary»\nFROM base\n" },
    says: "baked",
    severity: "high",
  },
  "the word of a continued instruction": {
    files: dockerfile("ENV LOG=1 \\", "    # why", "    DB_PASSWORD='«orchid canary»'"),
    says: "baked",
  },
  "a path to a secret": { files: dockerfile("ENV DB_PASSWORD_FILE=/run/secrets/db"), says: "quiet" },
  "a literal where a path belongs": {
    files: dockerfile("ENV POSTGRES_PASSWORD_FILE=«hunterGathererCanary7»"),
    says: "baked",
  },
  "FILE as a first word excuses nothing": {
    files: dockerfile("ENV FILE_SERVER_PASSWORD=«lantern808canary»"),
    says: "baked",
  },
  "a build argument passed on": { files: dockerfile("ARG DB_PASSWORD", "ENV DB_PASSWORD=$DB_PASSWORD"), says: "quiet" },
  "compiled into a page": { files: dockerfile("ENV NEXT_PUBLIC_ADMIN_PASSWORD=«lantern808canary»"), says: "browser" },
  "a duration": { files: dockerfile("ENV TOKEN_TTL=900"), says: "quiet" },

  "each line of a text in a variable": {
    files: environment(
      "LOGIN: |",
      "  PlainLoginModule required",
      '    password="«orchid-canary-1»" user_admin="orchid-canary-1"',
      '    user_bridge="«lantern-808-canary»";',
      "DB_HOST: db",
    ),
    says: ["declared", "declared"],
    key: "LOGIN",
  },
  "each line of a folded text": {
    files: environment(
      "JAVA_OPTS: >-",
      "  -Xmx2G",
      "  -Ddb.password=«orchid-canary-1»",
      "  -Dldap.password= -Dldap.url=ldap://ldap:389",
      "  -Dmail.password=«lantern-808-canary»",
    ),
    says: ["declared", "declared"],
  },
  "compose map": { files: environment("DB_PASSWORD: «lantern-808-canary»"), says: "declared" },
  "compose list": { files: environment("- DB_PASSWORD=«lantern-808-canary»"), says: "declared" },
  "a number": { files: environment("DB_PASSWORD: «48151623»"), says: "declared" },
  "a guessable one": { files: environment("POSTGRES_PASSWORD: «postgres»"), says: "declared" },
  "a dollar that is one": { files: environment('DB_PASSWORD: "«pa$$w0rdcanary»"'), says: "declared" },
  "left to the host": { files: environment("- DB_PASSWORD"), says: "quiet" },
  "a reference": { files: environment("DB_PASSWORD: ${DB_PASSWORD:?set it}"), says: "quiet" },
  "a default is another rule's": { files: environment("DB_PASSWORD: ${DB_PASSWORD:-lantern-canary}"), says: "quiet" },
  "a URL is another rule's": { files: environment("DATABASE_URL: postgres://a:lantern-canary@db/a"), says: "quiet" },
  "an anchor is told once, where it is written": {
    files: {
      "compose.yaml":
        "x-env: &e\n  DB_PASSWORD: «lantern808canary»\nservices:\n  a:\n    image: x\n    environment: *e\n  b:\n    image: x\n    environment:\n      <<: *e\n",
    },
    says: "declared",
  },
  "a running container": {
    files: container("env: [DB_PASSWORD=lantern-canary-7]"),
    says: "running",
    key: "DB_PASSWORD",
  },
  "a stopped one": { files: container("stopped: true", "env: [DB_PASSWORD=lantern-canary-7]"), says: "running" },
  "a swarm's service": {
    files: engine("services:\n  app:\n    env: [DB_PASSWORD=lantern-canary-7]"),
    says: "running",
  },
  "an image on an engine": {
    files: engine("images:\n  app:1:\n    env: [DB_PASSWORD=lantern-canary-7]"),
    says: "baked",
  },
  "what its image says already": {
    files: engine(
      "images:\n  app:1:\n    env: [DB_PASSWORD=lantern-canary-7]\ncontainers:\n  app:\n    image: app:1\n    env: [DB_PASSWORD=lantern-canary-7]",
    ),
    says: "baked",
  },
  "a workflow": {
    files: workflow("steps: []", "env:\n  DB_PASSWORD: «lantern808canary»\n"),
    says: "job",
    severity: "high",
    key: "DB_PASSWORD",
  },
  "a workflow, a job": { files: workflow("env:\n  API_TOKEN: «quartz-lantern-7-canary»"), says: "job" },
  "a workflow, a step": {
    files: workflow("steps:\n  - run: make\n    env:\n      API_TOKEN: «quartz-lantern-7-canary»"),
    says: "job",
  },
  "a workflow, an input": {
    files: action("docker/login-action@v3", "username: ci", "password: «lantern808canary»"),
    says: "job",
  },
  "a workflow, a secret of its store": {
    files: workflow("env:\n  DB_PASSWORD: ${{ secrets.DB_PASSWORD }}"),
    says: "quiet",
  },
  "a workflow, everybody guesses it": { files: workflow("env:\n  DB_PASSWORD: postgres"), says: "quiet" },
  "a workflow, made up for the job": { files: workflow("env:\n  SESSION_SECRET: ci-canary-secret"), says: "quiet" },
  "a service container, a plain word": {
    files: workflow("services:\n  db:\n    image: postgres\n    env:\n      POSTGRES_PASSWORD: canarybird"),
    says: "quiet",
  },
  "a service container, more than that": {
    files: workflow("services:\n  db:\n    image: postgres\n    env:\n      POSTGRES_PASSWORD: «lantern808canary»"),
    says: "beside",
    severity: "low",
  },
  "what a service container is given too": {
    files: workflow(
      "env:\n  DB_PASSWORD: canarybird\nservices:\n  db:\n    image: postgres\n    env:\n      POSTGRES_PASSWORD: canarybird",
    ),
    says: "quiet",
  },
  "what a service container takes its value from": {
    files: workflow(
      "env:\n  PW: canarybird\nservices:\n  db:\n    image: postgres\n    env:\n      POSTGRES_PASSWORD: ${{ env.PW }}",
    ),
    says: "quiet",
  },
  GitLab: {
    files: {
      ".gitlab-ci.yml": "variables:\n  DEPLOY_TOKEN:\n    value: «quartz-lantern-7-canary»\n    description: x\n",
    },
    says: "job",
  },
  Jenkins: {
    files: {
      Jenkinsfile:
        "pipeline {\n  environment {\n    DB_PASSWORD = '«lantern808canary»' // x\n    T = credentials('t')\n  }\n}\n",
    },
    says: "job",
  },
  "a dev container": {
    files: {
      "devcontainer.json": '{\n\t// the database\n\t"containerEnv": { "DB_PASSWORD": "«lantern808canary»" },\n}\n',
    },
    says: "declared",
  },
  "a playbook": {
    files: {
      "roles/db/tasks/main.yml":
        '- name: db\n  community.docker.docker_container:\n    image: postgres:16\n    env:\n      POSTGRES_PASSWORD: «postgres»\n      OTHER_PASSWORD: "{{ pw }}"\n',
    },
    says: "declared",
  },
  "a playbook, a variable of its own": {
    files: {
      "playbook.yml":
        '- hosts: all\n  vars:\n    pw: «lantern808canary»\n  tasks:\n    - docker_container:\n        env:\n          DB_PASSWORD: "{{ pw }}"\n',
    },
    says: "declared",
  },
  "variables of Ansible": {
    files: {
      "group_vars/all": "a_password: «lantern808canary»\nb: {c_token: «lantern809canary»}\n",
      "db/defaults/main.yml": 'd_passwd: "«123456»"\n',
    },
    says: ["job", "job", "job"],
  },
  "what Ansible encrypted, takes from elsewhere or only names": {
    files: {
      "group_vars/all.yml":
        'a_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6638canary\nb_password: "{{ vault_b }}"\nc_key_file: canary.p8\nd_password: ""\npassword_length: 12\ne: |\n  # f_password: canary\n  g\n',
      "site.yml":
        '- hosts: all\n  tasks:\n    - user: {name: a, password: "{{ h | password_hash }}", update_password: always}\n',
    },
    says: "quiet",
  },
  "what modules of Ansible are passed": {
    files: {
      "roles/db/tasks/main.yml":
        "- mysql_user: {name: a, password: «lantern808canary»}\n- community.mysql.mysql_db: {login_password: «lantern808canary»}\n- uri: {url: https://h, url_password: «lantern808canary»}\n",
    },
    says: ["job", "job", "job"],
  },
  "a password hash": {
    files: service(`environment:\n  ADMIN_PASSWORD_HASH: '«${bcrypt.replaceAll("$", "$$$$")}»'`),
    says: "hash",
  },
});
