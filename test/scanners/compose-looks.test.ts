import { describe, expect, it } from "vitest";
import { isComposeName, looksLikeCompose } from "../../src/scanners/compose/index.ts";

describe("what looks like a compose file", () => {
  it.each([
    ["a service with an image", "services:\n  a:\n    image: x\n"],
    ["a service that is built", "version: '3'\nservices:\n  a:\n    build:\n      context: .\n"],
    ["built from a path", "services:\n    a:\n        build: ./a\n"],
    ["extends", "services:\n  a:\n    extends:\n      service: b\n"],
    [
      "after other keys, comments and a BOM",
      "\uFEFF# x\nvolumes:\n  v:\n\nservices:   # all\n\n  # one\n  a:\n    restart: always\n    image: 'x'\n",
    ],
    ["CRLF", "services:\r\n  a:\r\n    image: x\r\n"],
    ["flow", "services: {a: {image: x}}\n"],
    ["a service in flow", "services:\n  a: {image: x}\n"],
    ["only an environment", "services:\n  a:\n    environment:\n      - A=b\n"],
    ["a template", "services:\n  {% if x %}\n  {{ name }}:\n    image: {{ image }}\n  {% endif %}\n"],
    ["quoted keys", '"services":\n  "a":\n    "image": x\n'],
  ])("%s", (_title, text) => {
    expect(looksLikeCompose(text)).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["Kubernetes", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: x\nservices:\n  a:\n    image: x\n"],
    ["Helm values", "services:\n  api:\n    image:\n      repository: x\n      tag: y\n"],
    ["a GitHub workflow", "on: push\njobs:\n  a:\n    services:\n      db:\n        image: x\n"],
    ["GitLab CI", "image: x\nservices:\n  - docker:dind\nbuild:\n  stage: build\n  image: x\n"],
    ["GitLab CI, long", "services:\n  - name: x\n    alias: y\nbuild:\n  image: x\n"],
    ["Symfony", "services:\n  _defaults:\n    autowire: true\n  App\\X:\n    arguments: [a]\n"],
    ["CircleCI", "version: 2.1\njobs:\n  a:\n    docker:\n      - image: x\n"],
    ["Woodpecker", "steps:\n  a:\n    image: x\nservices:\n  db:\n    image: x\n"],
    ["Drone", "pipeline:\n  a:\n    image: x\nservices:\n  db:\n    image: x\n"],
    ["Ansible", "- hosts: all\n  tasks:\n    - docker_container:\n        image: x\n"],
    ["bake", "group:\n  default:\n    targets: [a]\ntarget:\n  a:\n    context: .\n"],
    ["Travis", "language: node_js\nservices:\n  - docker\n"],
    ["Lando", "name: x\nservices:\n  appserver:\n    type: php\n    build:\n      - composer install\n"],
    ["Render", "services:\n- type: web\n  image: x\n"],
    ["deeper images", "services:\n  a:\n    spec:\n      image: x\n"],
    ["prose", "services: we use an image: x\n"],
  ])("%s does not", (_title, text) => {
    expect(looksLikeCompose(text)).toBe(false);
  });

  it.each([
    ["compose.yaml", true],
    ["docker-compose.yml", true],
    ["a/docker-compose.prod.yml", true],
    ["compose.override.yaml", true],
    ["podman-compose.yml", true],
    ["app.compose.yml", true],
    ["docker-compose.yml.j2", true],
    ["docker_compose.yaml", true],
    ["decompose.yaml", false],
    ["composer.yaml", false],
    [".github/workflows/docker-compose.yml", false],
    ["compose.json", false],
  ])("by name: %s", (file, expected) => {
    expect(isComposeName(file)).toBe(expected);
  });
});
