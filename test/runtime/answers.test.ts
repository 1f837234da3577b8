import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questions } from "../../src/runtime/probe/answers.ts";
import { parseJson } from "../../src/runtime/probe/parse.ts";
import { isUsable, misfits, type Shape } from "../../src/runtime/probe/shapes.ts";
import { captures, readCapture } from "../support/captures.ts";

describe.each(captures())("the answers of %s", (name) => {
  const { containers, images, services, tasks, secrets, configs } = readCapture(name);
  const listed = { services, tasks, secrets, configs };
  const answers: [string, Shape, unknown][] = [
    ...containers.map(({ name, inspect }) => [name, questions.container.shape, inspect] as [string, Shape, unknown]),
    ...images.map(({ name, inspect }) => [name, questions.image.shape, inspect] as [string, Shape, unknown]),
    ...images.map(
      ({ name, history }) => [`${name}'s history`, questions.history.shape, history] as [string, Shape, unknown],
    ),
    ...(["services", "tasks", "secrets", "configs"] as const).flatMap((kind) =>
      listed[kind].map((one, index): [string, Shape, unknown] => [`${kind} ${index}`, questions[kind].shape.list, one]),
    ),
  ].map(([what, shape, sealed]) => [
    what,
    shape,
    (sealed as (typeof services)[number]).open((text) => JSON.parse(text)),
  ]);

  it.each(answers)("%s has the shape it should have", (_, shape, answer) => {
    expect(isUsable(answer, shape)).toBe(true);
    expect(misfits(answer, shape)).toEqual([]);
  });
});

const sound = {
  Id: "a".repeat(64),
  Image: "",
  State: { Running: true, Pid: 1 },
  Config: {},
  HostConfig: {},
};

describe("a container's answer", () => {
  it.each<[string, Record<string, unknown>]>([
    ["without what engines leave out", {}],
    [
      "with null for what is empty",
      { Mounts: null, GraphDriver: null, Config: { Env: null, Cmd: null, Healthcheck: null } },
    ],
    ["of a health check that did not run", { State: { Running: true, Pid: 1, Health: { Status: "", Log: null } } }],
    ["of the containerd image store", { GraphDriver: { Name: "overlayfs", Data: null } }],
    ["with fields that nobody knows", { Config: { Env: [], Shell: 5 }, "": [[]], __proto__: null, New: { Env: 1 } }],
    ["whose labels have odd names", { Config: { Labels: { constructor: "x", __proto__: "y", "": "z" } } }],
  ])("%s is sound", (_, fields) => {
    expect(misfits({ ...sound, ...fields }, questions.container.shape)).toEqual([]);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ State: "running" }, ["State"]],
    [{ State: {} }, ["State.Running", "State.Pid"]],
    [{ Config: { Env: {} } }, ["Config.Env"]],
    [{ Config: { Env: ["A=1", 2, null] } }, ["Config.Env"]],
    [{ Config: { Labels: ["a"] } }, ["Config.Labels"]],
    [{ Config: { Labels: { a: {} } } }, ["Config.Labels"]],
    [{ Config: [], HostConfig: null }, ["Config", "HostConfig"]],
    [{ Mounts: { 0: {} } }, ["Mounts"]],
    [{ Mounts: [{ Destination: "/x", RW: "no" }, {}] }, ["Mounts.RW", "Mounts.Destination"]],
    [{ Id: "../../x" }, ["Id"]],
    [{ HostConfig: { Privileged: "true", CapDrop: "ALL" } }, ["HostConfig.CapDrop", "HostConfig.Privileged"]],
  ])("%j is malformed", (fields, wrong) => {
    expect(misfits({ ...sound, ...fields }, questions.container.shape)).toEqual(wrong);
  });
});

const shapes = Object.values(questions).map(({ shape }): Shape => shape);

it("looks at anything without failing, and names nothing of it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...shapes), fc.jsonValue(), (shape, value) => {
      for (const field of misfits(value, shape))
        expect(field).toMatch(/^[A-Za-z][A-Za-z.]*$|^not what the call gives$/);
      isUsable(value, shape);
    }),
  );
});

it("whatever of a sound answer is replaced, nothing is taken for sound that is none", () => {
  const odd = fc.oneof(fc.constant(true), fc.integer(), fc.string(), fc.constant([1]), fc.constant({ a: 1 }));
  const needed = ["Id", "State", "Config", "HostConfig"] as const;
  fc.assert(
    fc.property(fc.constantFrom(...needed), odd, (field, value) => {
      const isObject = typeof value === "object" && !Array.isArray(value);
      fc.pre(!isObject || field === "Id" || field === "State");
      expect(misfits({ ...sound, [field]: value }, questions.container.shape)).not.toEqual([]);
    }),
  );
});

describe("JSON", () => {
  const read = (text: string) => parseJson(Buffer.from(text));

  it("is read as it is", () => {
    fc.assert(fc.property(fc.json(), (text) => void expect(read(text)).toEqual(JSON.parse(text))));
    const brackets = JSON.stringify(`${"[{".repeat(200)}\\"`);
    expect(read(brackets)).toBe(JSON.parse(brackets));
  });

  it("is none where it takes more memory or stack than an engine's would", () => {
    expect(() => read("[".repeat(101) + "]".repeat(101))).toThrow(RangeError);
    expect(() => read(`[${"[],".repeat(2_000_001)}0]`)).toThrow(RangeError);
    expect(read("[".repeat(99) + "]".repeat(99))).toEqual(expect.any(Array));
  });
});
