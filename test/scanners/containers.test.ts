import { expect, it } from "vitest";
import { scanPlaybook } from "../../src/scanners/ansible/index.ts";
import { scanDevContainer } from "../../src/scanners/devcontainer/index.ts";
import { said } from "../support/said.ts";

it("reads a dev container", () => {
  const text = `{
  // "containerEnv": {"A": "no"},
  "containerEnv": {"A": "a", "URL": "http://x//y", "B": "\${localEnv:B}"},
  "remoteEnv": {"C": "\${localEnv:C:c}", "D": null},
  "build": {"args": {"E": "e"}},
  "runArgs": ["--env", "F=f", "--init", "-e=G=g"],
  "postCreateCommand": "export H=h",
  "postStartCommand": {"one": "echo i"},
}`;
  expect(said(scanDevContainer({ file: "devcontainer.json", text }))).toEqual(
    [
      "container-env A=‹a›",
      "container-env URL=‹http://x//y›",
      "container-env B=${B}",
      "job-env C=${C:-‹c›}",
      "job-env D=",
      "build-arg E=‹e›",
      "container-env F=‹f›",
      "container-env G=‹g›",
      "process-env H=‹h›",
      "step ‹export› ‹H=h›",
      "step ‹echo› ‹i›",
    ].map((line) => `devcontainer.json: ${line}`),
  );
});

it("reads the tasks of a playbook that start containers, build images and keep secrets", () => {
  const text = `- hosts: all
  vars: {own: canary, other: "{{ x }}"}
  tasks:
    - name: db
      block:
        - community.docker.docker_container:
            name: db
            image: postgres:16
            env: {A: "{{ own }}", B: "{{ other }}", C: "{{ c | default('d') }}", D: "{{ d | lower }}"}
            labels: {E: e}
            command: redis-server --requirepass f
    - name: image
      docker_image:
        name: app
        build: {args: {G: g}}
    - name: registry
      docker_login: {username: u, password: h}
    - docker_secret: {name: pw, data: i}
    - docker_swarm_service:
        name: web
        env: [J=j]
    - podman_container: {name: k, env: {K: k}}
    - debug: {env: {L: l}}
`;
  const lines = said(scanPlaybook({ file: "playbook.yml", text }));
  expect(lines).toEqual([
    "db: container-env A=‹canary›",
    "db: container-env B=${other}",
    "db: container-env C=${c:-‹d›}",
    "db: container-env D=?",
    "db: container-label E=‹e›",
    "db: start ‹redis-server› ‹--requirepass› ‹f›",
    "app: build-arg G=‹g›",
    "registry: job-env password=‹h›",
    "pw: job-env pw=‹i›",
    "web: container-env J=‹j›",
    "k: container-env K=‹k›",
  ]);
});
