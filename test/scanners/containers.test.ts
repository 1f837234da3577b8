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

it("reads what modules are passed as credentials, the commands and the variables of a playbook", () => {
  const text = `- hosts: all
  vars: {a: b, ca_file: ca.pem, text: "x\\ny"}
  environment: {C: d}
  tasks:
    - mysql_user: {name: e, password: f, update_password: always}
    - community.mysql.mysql_db: {login_password: "{{ g }}"}
    - set_fact: {h: i}
    - shell: prog -p j
    - ansible.builtin.command: {cmd: "prog -p {{ k }}"}
    - debug: {msg: l}
`;
  expect(said(scanPlaybook({ file: "site.yml", text }))).toEqual([
    "site.yml: job-env a=‹b›",
    "site.yml: job-env C=‹d›",
    "site.yml: job-env password=‹f›",
    "site.yml: job-env login_password=${g}",
    "site.yml: job-env h=‹i›",
    "site.yml: step ‹prog› ‹-p› ‹j›",
    "site.yml: step ‹prog› ‹-p› ${k}",
  ]);
});

it("reads each text of a file of variables under its own key", () => {
  const text = `a: b
c: {d: e, f: [{g: h}, i]}
key_file: x.pem
j: 5
k: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  66386439
l: |
  m: n
  # o: p
`;
  expect(said(scanPlaybook({ file: "group_vars/all", text }))).toEqual([
    "group_vars/all: job-env a=‹b›",
    "group_vars/all: job-env j=‹5›",
    "group_vars/all: job-env d=‹e›",
    "group_vars/all: job-env g=‹h›",
  ]);
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
    "playbook.yml: job-env other=${x}",
  ]);
});
