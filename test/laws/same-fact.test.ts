import { describe, expect, it } from "vitest";
import type { Binding, Value } from "../../src/facts/index.ts";
import { scanPlaybook } from "../../src/scanners/ansible/index.ts";
import { scanBake } from "../../src/scanners/bake/index.ts";
import { scanCompose } from "../../src/scanners/compose/index.ts";
import { scanDevContainer } from "../../src/scanners/devcontainer/index.ts";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { scanDockerEnvFile, scanEnvFile } from "../../src/scanners/env-file/index.ts";
import { scanJenkinsfile } from "../../src/scanners/jenkins/index.ts";
import type { Scanner } from "../../src/scanners/scanner.ts";
import { scanShellScript } from "../../src/scanners/script/shell-script.ts";
import { moduleScanner } from "../../src/scanners/typescript/index.ts";
import { scanWorkflow } from "../../src/scanners/workflow/index.ts";

type Syntax = readonly [file: string, scan: Scanner, write: (name: string, value: string) => string];

const dockerfile = (write: (name: string, value: string) => string): Syntax => [
  "Dockerfile",
  scanDockerfile,
  (name, value) => `FROM alpine:3.20\n${write(name, value)}\n`,
];
const inService = (write: (name: string, value: string) => string): Syntax => [
  "compose.yaml",
  scanCompose,
  (name, value) => `services:\n  app:\n    image: example/app:1\n${write(name, value)}\n`,
];
const envFile = (scan: Scanner, write: (name: string, value: string) => string): Syntax => [".env", scan, write];

const script = (write: (name: string, value: string) => string): Syntax => [
  "deploy.sh",
  scanShellScript,
  (name, value) => `${write(name, value)}\n`,
];

const scanModule = await moduleScanner();
const program = (write: (name: string, value: string) => string): Syntax => [
  "src/app.ts",
  scanModule,
  (name, value) => `import Docker from "dockerode";\n${write(name, value)}\n`,
];

const inJob = (write: (name: string, value: string) => string): Syntax => [
  ".github/workflows/deploy.yml",
  scanWorkflow,
  (name, value) => `on: push\njobs:\n  app:\n    runs-on: x\n${write(name, value)}\n`,
];
const file = (path: string, scan: Scanner, write: (name: string, value: string) => string): Syntax => [
  path,
  scan,
  (name, value) => `${write(name, value)}\n`,
];
const buildStep = "    steps:\n      - uses: docker/build-push-action@v6\n        with:\n";

/** Systems that fill in references of their own. */
const systems: Record<string, Syntax> = {
  "process.env.X =": program((name, value) => `process.env.${name} = "${value}";`),
  "process.env[X] =": program((name, value) => `process.env["${name}"] = '${value}';`),
  "dockerode Env": program((name, value) => `docker.createContainer({ Image: "x", Env: ["${name}=${value}"] });`),
  "dockerode Env, template": program((name, value) => `docker.createContainer({ Env: [\`${name}=${value}\`] });`),
  "dockerode Labels": program((name, value) => `createContainer({ Env: [], Labels: { "${name}": "${value}" } });`),
  "dockerode buildargs": program((name, value) => `docker.buildImage(s, { buildargs: { ${name}: "${value}" } });`),
  testcontainers: program((name, value) => `new GenericContainer("x").withEnvironment({ ${name}: "${value}" });`),
  "exec of docker run": program((name, value) => `execSync("docker run -e ${name}=${value} x");`),
  "spawn of docker run": program((name, value) => `spawn("docker", ["run", "-e", "${name}=${value}", "x"]);`),
  "zx of docker run": program((name, value) => `await $\`docker run -e ${name}=${value} x\`;`),
  "workflow env": file(".github/workflows/a.yml", scanWorkflow, (name, value) => `env:\n  ${name}: ${value}\njobs: {}`),
  "workflow job env, quoted": inJob((name, value) => `    env:\n      ${name}: "${value}"`),
  "workflow step env": inJob((name, value) => `    steps:\n      - run: make\n        env: {${name}: '${value}'}`),
  "workflow service env": inJob((name, value) => `    services:\n      db:\n        env:\n          ${name}: ${value}`),
  "workflow service options": inJob(
    (name, value) =>
      `    services:\n      db:\n        options: >-\n          --health-retries 5\n          -e ${name}=${value}`,
  ),
  "workflow container env": inJob(
    (name, value) => `    container:\n      image: x\n      env:\n        ${name}: ${value}`,
  ),
  "workflow build-args": inJob(
    (name, value) => `${buildStep}          build-args: |\n            A=b\n            ${name}=${value}`,
  ),
  "workflow build secrets": inJob((name, value) => `${buildStep}          secrets: ${name}=${value}`),
  "CircleCI environment": file(
    ".circleci/config.yml",
    scanWorkflow,
    (name, value) => `jobs:\n  a:\n    docker:\n      - image: x\n        environment:\n          ${name}: ${value}`,
  ),
  "Azure variables": file("azure-pipelines.yml", scanWorkflow, (name, value) => `variables:\n  ${name}: ${value}`),
  "Azure variables, list": file(
    "azure-pipelines.yml",
    scanWorkflow,
    (name, value) => `variables:\n  - group: x\n  - name: ${name}\n    value: ${value}`,
  ),
  "Jenkins environment": file(
    "Jenkinsfile",
    scanJenkinsfile,
    (name, value) => `pipeline {\n  environment {\n    ${name} = '${value}'\n  }\n}`,
  ),
  "Jenkins withEnv": file(
    "Jenkinsfile",
    scanJenkinsfile,
    (name, value) => `node { withEnv(["A=b", "${name}=${value}"]) { } }`,
  ),
  "dev container": file(
    "devcontainer.json",
    scanDevContainer,
    (name, value) => `{\n\t// x\n\t"containerEnv": {\n\t\t"${name}": "${value}",\n\t},\n}`,
  ),
  "dev container, runArgs": file(
    "devcontainer.json",
    scanDevContainer,
    (name, value) => `{"runArgs": ["--init", "-e", "${name}=${value}"]}`,
  ),
  "playbook env": file(
    "playbook.yml",
    scanPlaybook,
    (name, value) => `- hosts: all\n  tasks:\n    - docker_container:\n        env:\n          ${name}: "${value}"`,
  ),
};

/** Every syntax that binds a name to a text. */
const syntaxes: Record<string, Syntax> = {
  "ENV k=v": dockerfile((name, value) => `ENV ${name}=${value}`),
  "ENV k v": dockerfile((name, value) => `ENV ${name} ${value}`),
  'ENV k="v"': dockerfile((name, value) => `ENV ${name}="${value}"`),
  "ENV a=b k=v": dockerfile((name, value) => `ENV A=b \\\n  ${name}=${value}`),
  "ARG k=v": dockerfile((name, value) => `ARG ${name}=${value}`),
  "LABEL k=v": dockerfile((name, value) => `LABEL ${name}=${value}`),
  "compose map": inService((name, value) => `    environment:\n      ${name}: ${value}`),
  "compose map, quoted": inService((name, value) => `    environment:\n      ${name}: "${value}"`),
  "compose map, single quotes": inService((name, value) => `    environment:\n      '${name}': '${value}' # x`),
  "compose map, block": inService((name, value) => `    environment:\n      ${name}: |-\n        ${value}`),
  "compose map, flow": inService((name, value) => `    environment: {${name}: "${value}"}`),
  "compose list": inService((name, value) => `    environment:\n      - ${name}=${value}`),
  "compose list, quoted": inService((name, value) => `    environment:\n      - "${name}=${value}"`),
  "compose merge": inService((name, value) => `    environment:\n      <<: &e\n        ${name}: ${value}`),
  "compose labels": inService((name, value) => `    labels:\n      ${name}: ${value}`),
  "compose deploy labels": inService((name, value) => `    deploy:\n      labels: ["${name}=${value}"]`),
  "compose build arguments": inService((name, value) => `    build:\n      args:\n        ${name}: ${value}`),
  "compose build arguments, list": inService((name, value) => `    build:\n      args:\n        - ${name}=${value}`),
  "compose build labels": inService((name, value) => `    build:\n      labels:\n        ${name}: ${value}`),
  "shell assignment": script((name, value) => `${name}=${value}`),
  "shell export, quoted": script((name, value) => `export ${name}="${value}"`),
  "docker run -e": script((name, value) => `docker run -d -e ${name}=${value} example/app:1`),
  "docker run --env=, quoted": script((name, value) => `sudo docker run --env="${name}=${value}" example/app:1`),
  "docker run -e, value quoted": script((name, value) => `docker run -it --rm -e ${name}="${value}" example/app:1`),
  "docker run --label": script((name, value) => `docker run --label ${name}=${value} example/app:1`),
  "docker exec -e": script((name, value) => `docker exec -e ${name}=${value} app true`),
  "compose run -e": script((name, value) => `docker compose -f a.yaml run -e ${name}=${value} app`),
  "docker build --build-arg": script((name, value) => `docker build --build-arg ${name}=${value} .`),
  "buildx build --label": script((name, value) => `docker buildx build --label=${name}=${value} .`),
  "docker service create --env": script((name, value) => `docker service create --env ${name}=${value} example/app:1`),
  "docker service update --env-add": script((name, value) => `docker service update --env-add ${name}=${value} app`),
  "podman run -e": script((name, value) => `podman run -e ${name}=${value} example/app:1`),
  "workflow step, shell": inJob(
    (name, value) => `    steps:\n      - run: |\n          docker run -e ${name}=${value} x`,
  ),
  "GitLab variables": file(".gitlab-ci.yml", scanWorkflow, (name, value) => `variables:\n  ${name}: ${value}`),
  "GitLab variables, long": file(
    ".gitlab-ci.yml",
    scanWorkflow,
    (name, value) => `job:\n  variables:\n    ${name}:\n      value: "${value}"\n      description: x`,
  ),
  "GitLab services": file(
    ".gitlab-ci.yml",
    scanWorkflow,
    (name, value) => `job:\n  services:\n    - name: db\n      variables:\n        ${name}: ${value}`,
  ),
  "GitLab script": file(
    ".gitlab-ci.yml",
    scanWorkflow,
    (name, value) => `job:\n  script:\n    - cd x\n    - docker build --build-arg ${name}=${value} .`,
  ),
  "bake args in JSON": file(
    "docker-bake.json",
    scanBake,
    (name, value) => `{"target": {"app": {"args": {"${name}": "${value}"}}}}`,
  ),
  "env file": envFile(scanEnvFile, (name, value) => `${name}=${value}\n`),
  "env file, export and quotes": envFile(scanEnvFile, (name, value) => `export ${name}="${value}" # x\n`),
  "env file, single quotes": envFile(scanEnvFile, (name, value) => `${name} = '${value}'\r\n`),
  "env file of docker run": envFile(scanDockerEnvFile, (name, value) => `${name}=${value}\n`),
};

/** A binding without what may differ: place, subject, order, sink. */
const told = ({ kind, name, value, seen }: Binding) => ({ kind, seen, name, value: shape(value) });

const shape = (value: Value): unknown =>
  value.map((part) => {
    if (part.is === "literal") return { literal: part.text.open((text) => text) };
    return part.is === "unknown"
      ? "unknown"
      : { to: part.to, ...(part.fallback && { fallback: shape(part.fallback) }) };
  });

const literals = ["canary", "can-ary.9/x:y@z", "postgres://app:canary@db:5432/app", "canary=="];

describe("one binding in every syntax", () => {
  const bakeArgs = file(
    "docker-bake.hcl",
    scanBake,
    (name, value) => `target "app" {\n  args = {\n    ${name} = "${value}"\n  }\n}`,
  );
  for (const [title, [file, scan, write]] of Object.entries({
    ...syntaxes,
    ...systems,
    "bake args, single": bakeArgs,
  })) {
    it.each(literals)(`${title}: %s`, (literal) => {
      const text = write("DB_PASSWORD", literal);
      const bindings = scan({ file, text }).facts.filter((fact) => fact.kind === "binding");
      const found = bindings.filter(({ name }) => name === "DB_PASSWORD");
      expect(found.map(told)).toEqual([
        { kind: "binding", seen: "declared", name: "DB_PASSWORD", value: [{ literal }] },
      ]);
      const [binding] = found;
      if (binding?.place.in !== "text") throw new Error("no place");
      const [part] = binding.value;
      expect(part && text.slice(...part.span)).toBe(literal);
      expect(text.slice(...binding.valueSpan).replace(/^["']|["']$|^\|-\s*/g, "")).toBe(literal);
      expect(text.slice(...binding.place.span)).toContain("DB_PASSWORD");
      expect(text.slice(...binding.place.span)).toContain(literal);
    });
  }

  const own: Record<string, readonly [syntax: keyof typeof systems, reference: string]> = {
    "an expression of a workflow": ["workflow job env, quoted", "${{ env.HOST || 'canary' }}"],
    "a dev container": ["dev container", "${localEnv:HOST:canary}"],
    Jinja: ["playbook env", "{{ HOST | default('canary') }}"],
  };
  for (const [title, [syntax, reference]] of Object.entries(own)) {
    it(`${title}: a reference with a default`, () => {
      const [file, scan, write] = systems[syntax] as Syntax;
      const text = write("DB_URL", `x${reference}y`);
      const [binding] = scan({ file, text }).facts.filter((fact) => fact.kind === "binding" && fact.name === "DB_URL");
      if (binding?.kind !== "binding") throw new Error("no binding");
      expect(shape(binding.value)).toEqual([
        { literal: "x" },
        { to: { store: "env", name: "HOST" }, fallback: [{ literal: "canary" }] },
        { literal: "y" },
      ]);
      expect(text.slice(...(binding.value[1]?.span ?? [0, 0]))).toBe(reference);
    });
  }

  /** Where references exist they are one shape, too; what they refer to differs by syntax. */
  const referring = Object.entries(syntaxes).filter(([title]) => !/single|docker run/.test(title));
  for (const [title, [file, scan, write]] of referring) {
    it(`${title}: a reference with a default`, () => {
      const text = write("DB_URL", "x${HOST:-canary}y");
      const [binding] = scan({ file, text }).facts.filter((fact) => fact.kind === "binding" && fact.name === "DB_URL");
      if (binding?.kind !== "binding") throw new Error("no binding");
      const names = binding.value.map((part) =>
        part.is === "reference" ? [part.to.name, shape(part.fallback ?? [])] : shape([part]),
      );
      expect(names).toEqual([[{ literal: "x" }], ["HOST", [{ literal: "canary" }]], [{ literal: "y" }]]);
    });
  }
});
