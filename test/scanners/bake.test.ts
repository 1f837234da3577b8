import { describe, expect, it } from "vitest";
import { scanBake } from "../../src/scanners/bake/index.ts";
import { said } from "../support/said.ts";

const read = (text: string, file = "docker-bake.hcl") => said(scanBake({ file, text }));

describe("bake files in HCL", () => {
  it("hold targets, their arguments, and variables with defaults", () => {
    const text = `# a comment = "no"
variable "TAG" { default = "v1" }
variable "NONE" {
  default = null
}
group "default" { targets = ["app"] }
function "f" {
  params = [x]
  result = "\${x}-\${TAG}"
}
target "app" {
  inherits = ["base"] // and
  args = {
    A = "x\${TAG}y" /* { */
    "B": TAG,
    C = null
    D = notequal("", TAG) ? TAG : "z"
    E = <<-EOT
      canary
    EOT
    F = "a\\"b$\${c}"
    G = 1
  }
  labels = { H = "h" }
  cache-to = ["type=x,token=\${T}"]
}
`;
    expect(read(text)).toEqual([
      "docker-bake.hcl: process-env TAG=${TAG:-‹v1›}",
      "docker-bake.hcl: process-env NONE=${NONE:-}",
      "app: build-arg A=‹x›${TAG:-‹v1›}‹y›",
      "app: build-arg B=${TAG:-‹v1›}",
      "app: build-arg C=${C}",
      "app: build-arg D=?",
      "app: build-arg E=‹      canary\n›",
      'app: build-arg F=‹a"b${c}›',
      "app: build-arg G=?",
      "app: image-label H=‹h›",
      "app: job-env inherits=‹base›",
      "app: job-env cache-to=‹type=x,token=›${T}",
    ]);
  });

  it.each([
    'target "a" {\n  args = {\n    A = "open\n    B = "b"\n',
    'target "a" { args = { A = [1, "x" B = "b" } }',
    "}}}{{{",
    'target "a',
  ])("are read as far as they go: %j", (text) => expect(() => read(text)).not.toThrow());

  it("find their way back after what is broken", () => {
    expect(read('target "a" {\n  args = {\n    A = "open\n    B = "b"\n  }\n}\n')).toContain("a: build-arg B=‹b›");
    expect(read('junk here {\n}\n= 3\ntarget "a" {\n  args = { B = "b" }\n}\n')).toEqual(["a: build-arg B=‹b›"]);
  });
});

it("bake files in JSON say the same", () => {
  const text =
    '{"variable": {"T": {"default": "v"}}, "target": {"app": {"args": {"A": "x${T}", "B": null, "C": 1}, "tags": ["t"]}}}';
  expect(read(text, "docker-bake.json")).toEqual([
    "docker-bake.json: process-env T=${T:-‹v›}",
    "app: build-arg A=‹x›${T:-‹v›}",
    "app: build-arg B=${B}",
    "app: build-arg C=‹1›",
    "app: job-env tags=‹t›",
  ]);
});

it("bake files in JSON know variables in braces only", () => {
  const text = '{"target": {"app": {"args": {"A": "Xk9$Horse", "B": "$$T", "C": "a$${T}", "D": "${T}"}}}}';
  expect(read(text, "docker-bake.json")).toEqual([
    "app: build-arg A=‹Xk9$Horse›",
    "app: build-arg B=‹$$T›",
    "app: build-arg C=‹a${T}›",
    "app: build-arg D=${T}",
  ]);
});
