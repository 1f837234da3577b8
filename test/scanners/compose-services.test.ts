import { describe, expect, it } from "vitest";
import { saidInService, saidOf, scanText, serviceText } from "./compose-said.ts";

const table = (rows: readonly (readonly [string, string, ...string[]])[]) => {
  it.each(rows.map(([title, body, ...expected]) => ({ title, body, expected })))("$title", ({ body, expected }) => {
    expect(saidInService(body)).toEqual(expected);
  });
};

describe("environment, labels and arguments", () => {
  table([
    [
      "a map",
      "environment:\n  A: canary\n  B: 42\n  C: true\n  D: 0440",
      "container-env A=‹canary›",
      "container-env B=‹42›",
      "container-env C=‹true›",
      "container-env D=‹0440›",
    ],
    [
      "a list",
      "environment:\n  - A=canary\n  - B=\n  - C=a=b\n  - 'D=x y'",
      "container-env A=‹canary›",
      "container-env B=",
      "container-env C=‹a=b›",
      "container-env D=‹x y›",
    ],
    [
      "names only",
      "environment:\n  A:\n  B: ~\n  C: ''",
      "container-env A=${A}",
      "container-env B=${B}",
      "container-env C=",
    ],
    ["a name only in a list", "environment:\n  - A", "container-env A=${A}"],
    [
      "flow forms",
      'environment: {A: canary, B: "x"}\nlabels: [a.b=c]',
      "container-env A=‹canary›",
      "container-env B=‹x›",
      "container-label a.b=‹c›",
    ],
    ["quotes in a list item are part of the value", 'environment:\n  - A="x"', 'container-env A=‹"x"›'],
    ["a map in a list", "environment:\n  - A: canary", "container-env A=‹canary›"],
    ["a variable's default", "environment:\n  A: ${X:-canary}/$$y", "container-env A=${X:-‹canary›}‹/$y›"],
    [
      "folded, literal and escaped texts",
      "environment:\n  A: |\n    x\n    ${Y}\n  B: >-\n    x\n    y\n  C: \"a\\\"b\"\n  D: 'it''s'",
      "container-env A=‹x›‹\n›${Y}‹\n›",
      "container-env B=‹x›‹ ›‹y›",
      'container-env C=‹a"b›',
      "container-env D=‹it's›",
    ],
    [
      "a quoted entry of a map in a list",
      "environment:\n  - 'A: can ary'\n  - 'A: b=c'\n  - A:b=c",
      "container-env A=‹can ary›",
      "container-env A=‹b=c›",
      "container-env A:b=‹c›",
    ],
    [
      "what is no name is not shown as one",
      "environment:\n  - some canary\n  - =x",
      "gap: an entry without a name",
      "gap: an entry without a name",
    ],
    ["a collection is no text", "environment:\n  A: [b]", "container-env A=?"],
    [
      "labels",
      "labels:\n  a: b\n  c:\ndeploy:\n  labels:\n    - d=e\n    - f",
      "container-label a=‹b›",
      "container-label c=",
      "deploy ‹labels›",
      "container-label d=‹e›",
      "container-label f=",
    ],
    [
      "build arguments and labels",
      "build:\n  context: api\n  dockerfile: D\n  target: t\n  args:\n    - NPM_TOKEN\n    - X=canary\n  labels:\n    a: b",
      "build ‹api› ‹D› ‹t›",
      "build-arg NPM_TOKEN=${NPM_TOKEN}",
      "build-arg X=‹canary›",
      "image-label a=‹b›",
    ],
    [
      "hooks",
      "post_start:\n  - command: ./x --token canary\n    environment:\n      - A=b",
      "container-env A=‹b›",
      "start: ‹./x› ‹--token› ‹canary›",
    ],
  ]);
});

describe("the rest of a service", () => {
  table([
    ["build, short", "build: ./api", "build ‹./api›"],
    ["build without a context", "build:\n  dockerfile: D", "build ‹.› ‹D›"],
    [
      "build from afar",
      "build: https://github.com/o/r.git",
      "build ‹https://github.com/o/r.git›",
      "gap: built from a remote context: not read",
    ],
    ["a Dockerfile in the place of a path", "build:\n  dockerfile_inline: |\n    FROM x", "build ‹.›"],
    ["grants, short", "secrets: [p]", "grant p run /run/secrets/p"],
    [
      "grants, long",
      "secrets:\n  - source: p\n    target: sub/q\n    uid: '10'\n    gid: 20\n    mode: 0440\n  - source: p\n    target: /etc/p\n    mode: 440\n  - source: p\n    mode: \"440\"\n  - source: p\n    mode: 0o400",
      "grant p run /run/secrets/sub/q 10 20 0440=0440",
      "grant p run /etc/p 440=0670",
      "grant p run /run/secrets/p 440=0440",
      "grant p run /run/secrets/p 0o400=0400",
    ],
    ["grants at build", "build:\n  context: .\n  secrets:\n    - npm", "build ‹.›", "grant npm build /run/secrets/npm"],
    ["a grant by a variable", "secrets: ['${X}']", "gap: grants a secret whose name is a variable"],
    [
      "volumes, short",
      "volumes:\n  - ./a:/b:ro\n  - data:/d\n  - /anonymous\n  - ${D}/x:/y/\n  - ${D:-./x}:/z\n  - C:\\x:/w\n  - ~/k:/k:z,ro",
      "mount /b bind disk ro ‹./a›",
      "mount /d volume unknown rw ‹data›",
      "mount /anonymous volume unknown rw",
      "mount /y bind disk rw ${D}‹/x›",
      "mount /z unknown unknown rw ${D:-‹./x›}",
      "mount /w bind disk rw ‹C:\\x›",
      "mount /k bind disk ro ‹~/k›",
    ],
    [
      "volumes, long",
      "volumes:\n  - {type: bind, source: ./a, target: /b, read_only: true}\n  - {type: tmpfs, target: /run}\n  - {type: volume, source: v, target: /v}",
      "mount /b bind disk ro ‹./a›",
      "mount /run tmpfs memory rw",
      "mount /v volume unknown rw ‹v›",
    ],
    ["tmpfs", "tmpfs: /run:ro,size=1m", "mount /run tmpfs memory ro"],
    [
      "a list of tmpfs",
      "tmpfs:\n  - /run\n  - /tmp:size=1",
      "mount /run tmpfs memory rw",
      "mount /tmp tmpfs memory rw",
    ],
    [
      "settings",
      "user: '1000:1000'\nprivileged: true\npid: host\nread_only: true\nprofiles: [a, b]\ndeploy:\n  replicas: 2",
      "user ‹1000:1000›",
      "privileged ‹true›",
      "pid ‹host›",
      "read-only ‹true›",
      "profiles ‹a›‹b›",
      "deploy ‹replicas›",
    ],
    ["extends", "extends:\n  file: common.yaml\n  service: base", "extends base ‹common.yaml›"],
    ["extends in the same file", "extends: base", "extends base"],
    [
      "what an override says about another file",
      "environment: !reset {}\nports: !override []",
      "reset environment",
      "override ports",
    ],
    ["label files", "label_file: ./labels", "gap: labels of ./labels: not read"],
  ]);

  it("links a service to its project and its env files", () => {
    const body = "env_file:\n  - ../a.env\n  - path: ./b/../c.env\n    required: false\n  - ${X:-d.env}\n  - ${Y}.env";
    const { links, facts, subjects } = scanText(serviceText(body), "deploy/compose.yaml");
    expect(links.map(({ from, to, because }) => `${from} ${because} ${to}`)).toEqual([
      "service:deploy/compose.yaml#app project project:deploy/compose.yaml",
      "service:deploy/compose.yaml#app env-file env-file:a.env",
      "service:deploy/compose.yaml#app env-file env-file:deploy/c.env",
      "service:deploy/compose.yaml#app env-file env-file:deploy/d.env",
    ]);
    expect(facts.flatMap((fact) => (fact.kind === "gap" ? [fact.why] : []))).toEqual([
      "env_file with a variable in its path: not read",
    ]);
    expect(subjects.map(({ id, name, ships }) => [id, name, ships])).toEqual([
      ["project:deploy/compose.yaml", "deploy/compose.yaml", false],
      ["service:deploy/compose.yaml#app", "app", false],
    ]);
  });
});

describe("the top level", () => {
  it("reads which secrets exist", () => {
    const text =
      "secrets:\n  a: {file: ./a.txt}\n  b: {environment: B}\n  c: {external: true, name: c_v1}\n  d:\n    external:\n      name: d_v1\n  e:\n  f: {driver: vault}\n  g: {content: canary}\n";
    expect(saidOf(text)).toEqual([
      "secret a file ‹./a.txt›",
      "secret b environment ‹B›",
      "secret c outside  as ‹c_v1›",
      "secret d outside  as ‹d_v1›",
      "secret e unknown ",
      "secret f outside ",
      "text config g: ‹canary›",
      "secret g unknown ",
    ]);
  });

  it("reads the content of configs", () => {
    expect(saidOf("configs:\n  c:\n    content: |\n      pw=canary ${X}\n  d: {file: ./d}\n")).toEqual([
      "text config c: ‹pw=canary ›${X}‹\n›",
    ]);
  });

  it.each([
    ["include:\n  - ./a.yml\n", ["include ‹./a.yml›"]],
    [
      "include:\n  - path: [a.yml, b.yml]\n    env_file: x.env\n    project_directory: ./p\n",
      ["include ‹a.yml› ‹b.yml› ‹x.env› ‹./p›"],
    ],
  ])("names what it includes: %j", (text, expected) => {
    expect(saidOf(text)).toEqual(expected);
  });

  it("reads the first version of the format by the file's name only", () => {
    const text = "web:\n  image: nginx\n  environment:\n    A: canary\n";
    expect(saidOf(text, "docker-compose.yml")).toEqual(["image ‹nginx›", "container-env A=‹canary›"]);
    expect(saidOf(text, "values.yml")).toEqual([]);
  });

  it("reads several documents, and keys that are there twice", () => {
    const text = "services:\n  a:\n    environment: {A: x, A: y}\n---\nservices:\n  a:\n    environment: {B: z}\n";
    expect(saidOf(text)).toEqual([
      "container-env A=‹x›",
      "container-env A=‹y›",
      "container-env B=‹z›",
      "gap: `A` is defined twice: Compose refuses the file",
    ]);
    expect(scanText(text).subjects).toHaveLength(2);
  });

  it.each(["", "\n", "# nothing", "null", "[1, 2]", "services:", "services: 5", "services: {a: }"])(
    "takes %j",
    (text) => {
      expect(saidOf(text)).toEqual([]);
    },
  );
});
