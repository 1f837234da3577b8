import type { FileKind } from "../../../src/scanners/kinds.ts";
import { numbered } from "./fragments.ts";

type Repeat = (count: number) => string;

/** How texts of one kind grow. */
interface KindPatterns {
  file: string;
  /** Where a long text is put: at the start, and as the value of something. */
  slots: readonly ((text: string) => string)[];
  /** So many of one thing. */
  repeated: Readonly<Record<string, Repeat>>;
}

const lines =
  (piece: (number: number) => string, head = "", tail = ""): Repeat =>
  (count) =>
    head + numbered(count, piece) + tail;

const script = (indent: string): Record<string, Repeat> => {
  const each = (piece: (number: number) => string) => lines((number) => `${indent}${piece(number)}\n`);
  return {
    exports: each((n) => `export A${n}_PASSWORD=canary-${n}`),
    curls: each((n) => `curl -u a:canary-${n} https://h${n}`),
    "shells in a shell": each((n) => `bash -c 'mysql -pcanary${n}'`),
    "docker run": each((n) => `docker run -e A${n}_PASSWORD=canary-${n} a`),
    "options of one docker run": (count) =>
      `${indent}docker run ${numbered(count, (n) => `-e A${n}_PASSWORD=canary${n} `)}a\n`,
    "secrets that are created": each((n) => `echo canary-${n} | docker secret create s${n} -`),
    pipes: (count) => `${indent}${numbered(count, (n) => `a${n}`, " | ")}\n`,
    "uses of one variable": (count) => `${indent}P=b\n${numbered(count, () => `${indent}a -p "$P"\n`)}`,
    "chains of variables": each((n) => `A${n + 1}=$A${n}`),
  };
};

const yamlScript = (head: string, item: (line: string) => string): Record<string, Repeat> =>
  Object.fromEntries(
    Object.entries(script("")).map(([name, repeat]) => [
      name,
      (count) =>
        head +
        repeat(count)
          .trimEnd()
          .split("\n")
          .map((line) => item(JSON.stringify(line)))
          .join(""),
    ]),
  );

const service = "services:\n  a:\n    image: postgres:16\n";
const program = 'import Docker from "dockerode";\nconst docker = new Docker();\nconst { A } = process.env;\n';

/** A kind without patterns fails the law. */
export const kinds: Readonly<Record<FileKind, KindPatterns>> = {
  Dockerfile: {
    file: "Dockerfile",
    slots: [(text) => text, (text) => `FROM a\nRUN ${text}\n`, (text) => `FROM a\nENV A_PASSWORD=${text}\n`],
    repeated: {
      variables: lines((n) => `ENV A${n}_PASSWORD=canary-${n}\n`, "FROM a\n"),
      "variables of one line": (count) => `FROM a\nENV ${numbered(count, (n) => `A${n}_PASSWORD=canary-${n} `)}\n`,
      arguments: lines((n) => `ARG A${n}_TOKEN\n`, "FROM a\n"),
      labels: lines((n) => `LABEL a${n}.password=canary-${n}\n`, "FROM a\n"),
      copies: lines((n) => `COPY a${n}.pem /a${n}\n`, "FROM a\n"),
      "copies that are removed": lines((n) => `COPY id_rsa /a${n}\nRUN rm /a${n}\n`, "FROM a\n"),
      "files of one copy": (count) => `FROM a\nCOPY ${numbered(count, (n) => `a${n} `)}/x/\n`,
      stages: lines((n) => `FROM a${n} AS s${n}\n`),
      "stages on stages": lines((n) => `FROM s${n} AS s${n + 1}\nARG A${n}\n`, "FROM a AS s0\n"),
      "copies from stages": lines((n) => `FROM a AS s${n + 1}\nCOPY --from=s${n} /a /a\n`, "FROM a AS s0\n"),
      mounts: lines((n) => `RUN --mount=type=secret,id=s${n} cat /run/secrets/s${n}\n`, "FROM a\n"),
      "mounts of one command": (count) => `FROM a\nRUN ${numbered(count, (n) => `--mount=type=secret,id=s${n} `)}a\n`,
      "here-documents": lines((n) => `RUN <<E${n}\nexport A_PASSWORD=canary\nE${n}\n`, "FROM a\n"),
      "marks of one here-document": (count) => `FROM a\nRUN ${numbered(count, (n) => `<<E${n} `)}\n`,
      "unclosed here-documents": lines((n) => `RUN <<E${n}\n`, "FROM a\n"),
      commands: lines((n) => `RUN curl -u a:canary-${n} h\n`, "FROM a\n"),
      "commands of one line": (count) => `FROM a\nRUN ${numbered(count, (n) => `curl -u a:canary-${n} h`, " && ")}\n`,
      "continued commands": (count) => `FROM a\nRUN ${numbered(count, (n) => `a${n} && \\\n`)}b\n`,
      "comments in a command": (count) => `FROM a\nRUN a \\\n${numbered(count, () => "# a\n")} b\n`,
      triggers: lines((n) => `ONBUILD ENV A${n}_PASSWORD=canary-${n}\n`, "FROM a\n"),
      "health checks": lines((n) => `HEALTHCHECK CMD curl -u a:canary-${n} h\n`, "FROM a\n"),
      "unknown instructions": lines((n) => `FRM a${n}\n`, "FROM a\n"),
      "lines of JSON": lines((n) => `CMD ["a", "-pcanary${n}"]\n`, "FROM a\n"),
    },
  },
  "compose file": {
    file: "compose.yaml",
    slots: [
      (text) => text,
      (text) => `${service}    environment:\n      A_PASSWORD: "${text}"\n`,
      (text) => `${service}    command: ${JSON.stringify(text)}\n`,
      (text) => `${service}    environment:\n      - ${JSON.stringify(`A_PASSWORD=${text}`)}\n`,
    ],
    repeated: {
      services: lines((n) => `  a${n}: {image: postgres}\n`, "services:\n"),
      variables: lines((n) => `      A${n}_PASSWORD: canary-${n}\n`, `${service}    environment:\n`),
      "variables in a list": lines((n) => `      - A${n}_PASSWORD=canary-${n}\n`, `${service}    environment:\n`),
      "file variables": lines((n) => `      A${n}_FILE: /run/secrets/a${n}\n`, `${service}    environment:\n`),
      "one key again and again": lines(() => "      A: b\n", `${service}    environment:\n`),
      "one section again and again": lines(() => "    environment: {A: b}\n", service),
      labels: lines((n) => `      a${n}.password: canary-${n}\n`, `${service}    labels:\n`),
      "arguments of a build": lines(
        (n) => `        A${n}_TOKEN: canary-${n}\n`,
        `${service}    build:\n      context: .\n      args:\n`,
      ),
      "words of a command": lines((n) => `      - -pcanary${n}\n`, `${service}    command:\n`),
      commands: lines((n) => `  a${n}: {image: a, command: mysql -pcanary${n}}\n`, "services:\n"),
      volumes: lines((n) => `      - ./s${n}:/run/secrets/s${n}\n`, `${service}    volumes:\n`),
      anchors: lines((n) => `x-${n}: &a${n} {A: b}\n`, "", service),
      "aliases of one anchor": lines(
        (n) => `  a${n}: {image: a, environment: *e}\n`,
        "x-e: &e {A_PASSWORD: canary}\nservices:\n",
      ),
      merges: lines((n) => `  a${n}: {<<: *e, image: a}\n`, "x-e: &e {environment: {A: b}}\nservices:\n"),
      "chains of merges": lines((n) => `x-${n + 1}: &a${n + 1} {<<: *a${n}, k${n}: 1}\n`, "x-0: &a0 {A: b}\n", service),
      interpolations: lines((n) => `      A${n}: \${B${n}:-canary}\n`, `${service}    environment:\n`),
      "refused interpolations": lines((n) => `      A${n}: \${${n}}\n`, `${service}    environment:\n`),
      "refused interpolations of one value": (count) =>
        `${service}    environment:\n      A: "${numbered(count, (n) => `\${${n}} `)}"\n`,
      "nested fallbacks": (count) =>
        `${service}    environment:\n      A: ${"${A:-".repeat(count)}${"}".repeat(count)}\n`,
      documents: lines((n) => `---\nservices: {a${n}: {image: a}}\n`),
      "nested lists": (count) => `${service}    x: ${"[".repeat(count)}${"]".repeat(count)}\n`,
    },
  },
  "env file": {
    file: ".env",
    slots: [(text) => text, (text) => `A_PASSWORD=${text}\n`, (text) => `A_PASSWORD="${text}\n`],
    repeated: {
      variables: lines((n) => `A${n}_PASSWORD=canary-${n}\n`),
      "quoted variables": lines((n) => `A${n}_PASSWORD="canary-${n}"\n`),
      "unclosed quotes": lines((n) => `A${n}='canary\n`),
      references: lines((n) => `A${n + 1}=\${A${n}}\n`),
      "one name again and again": lines((n) => `A_PASSWORD=canary-${n}\n`),
    },
  },
  "shell script": {
    file: "deploy.sh",
    slots: [(text) => text, (text) => `A_PASSWORD="${text}\n`, (text) => `a ${text}\n`],
    repeated: script(""),
  },
  Makefile: {
    file: "Makefile",
    slots: [(text) => text, (text) => `a:\n\t${text}\n`, (text) => `A_PASSWORD = ${text}\n`],
    repeated: {
      ...Object.fromEntries(Object.entries(script("\t")).map(([name, repeat]) => [name, (n) => `a:\n${repeat(n)}`])),
      targets: lines((n) => `t${n}:\n\techo a\n`),
      variables: lines((n) => `A${n}_PASSWORD = canary-${n}\n`),
      conditions: lines((n) => `ifeq ($(A),${n})\nA${n} = b\nendif\n`),
      "open conditions": lines((n) => `ifeq ($(A),${n})\n`),
      references: lines((n) => `A${n + 1} = $(A${n})\n`),
    },
  },
  "package file": {
    file: "package.json",
    slots: [(text) => text, (text) => JSON.stringify({ scripts: { a: text } })],
    repeated: {
      scripts: (count) => `{"scripts": {${numbered(count, (n) => `"a${n}": "curl -u a:canary-${n} h"`, ",\n")}}}`,
      "one script again and again": (count) => `{"scripts": {${numbered(count, () => '"a": "b"', ",\n")}}}`,
      "nested maps": (count) => `{"scripts": ${'{"a": '.repeat(count)}1${"}".repeat(count)}}`,
    },
  },
  Procfile: {
    file: "Procfile",
    slots: [(text) => text, (text) => `web: ${text}\n`],
    repeated: { processes: lines((n) => `p${n}: A_PASSWORD=canary-${n} run\n`) },
  },
  "systemd unit": {
    file: "a.service",
    slots: [
      (text) => text,
      (text) => `[Service]\nEnvironment=${text}\n`,
      (text) => `[Service]\nExecStart=/bin/a ${text}\n`,
    ],
    repeated: {
      variables: lines((n) => `Environment=A${n}_PASSWORD=canary-${n}\n`, "[Service]\n"),
      "variables of one line": (count) =>
        `[Service]\nEnvironment=${numbered(count, (n) => `A${n}_PASSWORD=canary `)}\n`,
      commands: lines((n) => `ExecStartPre=/usr/bin/docker run -e A_PASSWORD=canary-${n} a\n`, "[Service]\n"),
      sections: lines(() => "[Service]\n"),
      "continued lines": (count) => `[Service]\nExecStart=/bin/a ${numbered(count, () => "\\\n b ")}\n`,
    },
  },
  workflow: {
    file: ".github/workflows/a.yml",
    slots: [
      (text) => text,
      (text) => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${JSON.stringify(text)}\n`,
      (text) => `on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      A_PASSWORD: ${JSON.stringify(text)}\n`,
    ],
    repeated: {
      jobs: lines((n) => `  j${n}:\n    runs-on: x\n    steps: [{run: a}]\n`, "on: push\njobs:\n"),
      variables: lines(
        (n) => `      A${n}_PASSWORD: canary-${n}\n`,
        "on: push\njobs:\n  a:\n    runs-on: x\n    env:\n",
      ),
      "one key again and again": lines(() => "  A: b\n", "on: push\nenv:\n"),
      inputs: lines(
        (n) => `      - uses: docker/login-action@v3\n        with: {username: a, password: canary-${n}}\n`,
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n",
      ),
      ...yamlScript(
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n",
        (line) => `      - run: ${line}\n        env: {A_TOKEN: canary}\n`,
      ),
    },
  },
  Jenkinsfile: {
    file: "Jenkinsfile",
    slots: [(text) => text, (text) => `node {\n  sh '''${text}'''\n}\n`, (text) => `node { sh "${text}" }\n`],
    repeated: {
      steps: lines((n) => `  sh 'curl -u a:canary-${n} h'\n`, "node {\n", "}\n"),
      variables: lines((n) => `    A${n}_PASSWORD = 'canary-${n}'\n`, "pipeline {\n  environment {\n", "  }\n}\n"),
      stages: lines((n) => `  stage('s${n}') { steps { sh 'a' } }\n`, "pipeline { stages {\n", "} }\n"),
      "nested blocks": (count) => "node {\n".repeat(count) + "}\n".repeat(count),
    },
  },
  "bake file": {
    file: "docker-bake.hcl",
    slots: [(text) => text, (text) => `target "a" {\n  args = { A_TOKEN = "${text}" }\n}\n`],
    repeated: {
      targets: lines((n) => `target "t${n}" {\n  args = { A_TOKEN = "canary-${n}" }\n}\n`),
      arguments: (count) =>
        `target "a" {\n  args = {\n${numbered(count, (n) => `    A${n}_TOKEN = "canary-${n}"\n`)}  }\n}\n`,
      variables: lines((n) => `variable "A${n}_TOKEN" {\n  default = "canary-${n}"\n}\n`),
      "chains of targets": lines((n) => `target "t${n + 1}" {\n  inherits = ["t${n}"]\n}\n`),
      "here-documents": lines((n) => `a${n} = <<E\nx\nE\n`),
      "nested blocks": (count) => 'target "a" {\n'.repeat(count) + "}\n".repeat(count),
    },
  },
  "dev container": {
    file: ".devcontainer/devcontainer.json",
    slots: [(text) => text, (text) => JSON.stringify({ containerEnv: { A_PASSWORD: text } })],
    repeated: {
      variables: (count) => `{"containerEnv": {${numbered(count, (n) => `"A${n}_PASSWORD": "canary-${n}"`, ",\n")}}}`,
      "one variable again and again": (count) => `{"containerEnv": {${numbered(count, () => '"A": "b"', ",\n")}}}`,
      arguments: (count) => `{"runArgs": [${numbered(count, (n) => `"-e", "A${n}_PASSWORD=canary"`, ",\n")}]}`,
      "nested lists": (count) => `{"runArgs": ${"[".repeat(count)}${"]".repeat(count)}}`,
    },
  },
  playbook: {
    file: "playbook.yml",
    slots: [
      (text) => text,
      (text) =>
        `- hosts: all\n  tasks:\n    - docker_container: {name: a, env: {A_PASSWORD: ${JSON.stringify(text)}}}\n`,
      (text) => `- hosts: all\n  tasks:\n    - shell: ${JSON.stringify(text)}\n    - docker_container: {name: a}\n`,
    ],
    repeated: {
      tasks: lines(
        (n) => `    - docker_container: {name: a${n}, image: a, env: {A_PASSWORD: canary-${n}}}\n`,
        "- hosts: all\n  tasks:\n",
      ),
      variables: lines(
        (n) => `          A${n}_PASSWORD: canary-${n}\n`,
        "- hosts: all\n  tasks:\n    - docker_container:\n        name: a\n        env:\n",
      ),
      "one key again and again": lines(
        () => "          A: b\n",
        "- hosts: all\n  tasks:\n    - docker_container:\n        name: a\n        env:\n",
      ),
      commands: lines(
        (n) => `    - shell: curl -u a:canary-${n} h\n`,
        "- hosts: all\n  tasks:\n    - docker_image: {name: a}\n",
      ),
      "variables of plays": lines((n) => `    a${n}_password: canary-${n}\n`, "- hosts: all\n  vars:\n"),
      credentials: lines((n) => `    - uri: {url: h, password: canary-${n}}\n`, "- hosts: all\n  tasks:\n"),
      plays: lines(() => "- hosts: all\n  tasks: [{docker_container: {name: a}}]\n"),
    },
  },
  "TypeScript file": {
    file: "a.ts",
    slots: [(text) => program + text, (text) => `${program}const A_PASSWORD = ${JSON.stringify(text)};\n`],
    repeated: {
      reads: lines((n) => `const a${n} = process.env.A${n}_PASSWORD ?? "canary-${n}";\n`),
      "logs of one secret": lines(() => "console.log(p);\n", "const p = process.env.A_PASSWORD;\n"),
      "chains of constants": lines((n) => `const a${n + 1} = a${n};\n`, "const a0 = process.env.A_PASSWORD;\n"),
      functions: lines((n) => `function f${n}() { return process.env.A${n}_PASSWORD; }\n`),
      containers: lines((n) => `docker.createContainer({ Image: "a", Env: ["A_PASSWORD=canary-${n}"] });\n`, program),
      commands: lines((n) => `execSync("curl -u a:canary-${n} h");\n`, program),
      sums: (count) => `const a = process.env.A_PASSWORD${" + 1".repeat(count)};\n`,
      templates: (count) => `const a = \`${`\${process.env.A_PASSWORD}`.repeat(count)}\`;\n`,
      "nested functions": (count) => `process.env.A;\n${"(() => {".repeat(count)}${"})();".repeat(count)}\n`,
    },
  },
  "JavaScript file": {
    file: "a.js",
    slots: [(text) => `const a = process.env.A_PASSWORD;\n${text}`],
    repeated: {
      reads: lines((n) => `const a${n} = process.env.A${n}_PASSWORD || "canary-${n}";\n`),
      "reads with a computed name": lines((n) => `const a${n} = process.env["A${n}_PASSWORD"];\n`),
    },
  },
};
