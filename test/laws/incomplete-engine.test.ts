import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit } from "../../src/pipeline/audit.ts";
import { exitCode } from "../../src/policy/threshold.ts";
import { reporters } from "../../src/reporters/index.ts";
import type { EngineCapture } from "../../src/runtime/capture.ts";
import { readEngine } from "../../src/runtime/readers/index.ts";
import { captureOf, captures, readCapture, textOf } from "../support/captures.ts";
import { observed } from "../support/observed.ts";
import { runReport } from "../support/run-report.ts";

/** Keys that an engine may leave out, and what it says by that: each covers what is below it. */
const mayBeAbsent: Record<string, string> = {
  "/containers/name": "the audit itself took it from the engine's list, or the id",
  "/containers/inspect/Config/Labels/": "somebody sets a label, or does not",
  "/containers/inspect/Mounts/Type": "an old engine has none, and the mount counts as a bind",
  "/containers/inspect/State/Health": "there is no health check",
  "/containers/inspect/GraphDriver": "it only names the file system in words",
  "/images/name": "the audit itself made the name, of a tag or the id",
  "/images/inspect/Config/": "Docker 29 leaves out what an image does not set",
  "/services/Spec/TaskTemplate/ContainerSpec/Image": "a service may take it from elsewhere",
  "/services/Spec/TaskTemplate/ContainerSpec/Env": "the service sets none",
  "/services/Spec/TaskTemplate/ContainerSpec/Secrets": "the service is granted none",
  "/tasks/Spec/ContainerSpec/Secrets": "the service is granted none",
  "/secrets/Spec/Driver": "the engine's own store",
};

type Holder = Record<string, unknown>;

/** A capture whose keys can be taken out, one path at a time. */
function damageable(capture: EngineCapture) {
  const whole = JSON.parse(textOf(capture));
  const places = new Map<string, [Holder, string][]>();
  for (const [path, holder, key] of keys(whole)) places.set(path, [...(places.get(path) ?? []), [holder, key]]);
  const without = (taken: readonly (readonly [Holder, string])[]): EngineCapture => {
    const before = taken.map(([holder, key]) => holder[key]);
    for (const [holder, key] of taken) delete holder[key];
    const damaged = captureOf(JSON.stringify(whole));
    taken.forEach(([holder, key], index) => {
      holder[key] = before[index];
    });
    return damaged;
  };
  return { places, without };
}

describe("what is taken out of a capture is missed", () => {
  for (const name of captures()) {
    const capture = readCapture(name);
    const whole = told(capture);
    const { places, without } = damageable(capture);
    const loses = (path: string, taken: readonly [Holder, string][]) => {
      const isExempt = Object.keys(mayBeAbsent).some((one) => path.startsWith(one));
      return !isExempt && isSilent(whole, told(without(taken)));
    };

    it(`${name}: a key, wherever it is`, () => {
      expect([...places].filter(([path, taken]) => loses(path, taken)).map(([path]) => path)).toEqual([]);
    }, 120_000);

    it(`${name}: a key of one thing`, () => {
      const single = [...places].flatMap(([path, taken]) => taken.map((one) => ({ path, one })));
      fc.assert(
        fc.property(fc.constantFrom(...single), ({ path, one }) => !loses(path, [one])),
        { numRuns: 150 },
      );
    }, 120_000);
  }

  it("no exemption is idle", () => {
    const paths = captures().flatMap((name) => [...damageable(readCapture(name)).places.keys()]);
    const idle = Object.keys(mayBeAbsent).filter((one) => !paths.some((path) => path.startsWith(one)));
    expect(idle).toEqual([]);
  });
});

/** An engine of which all is as it should be. */
const clean = observed(`
containers:
  db:
    image: postgres:16
    command: [postgres]
    grants: [{source: db_pw, target: pw, uid: "0", gid: "0", mode: "0400"}]
    mounts: ["/run tmpfs rw"]
    files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}
  ended:
    stopped: true
services:
  shop: {image: "postgres:16", grants: [{source: db_pw, target: pw, uid: "0", gid: "0", mode: "0400"}]}
images:
  postgres:16: {history: ["/bin/sh -c true"]}
`);

describe("an engine that was seen in part is not clean", () => {
  it("seen whole, it is", () => {
    const result = audit(clean, "proc");
    expect({ ...result, code: exitCode(result, "low") }).toMatchObject({ findings: [], gaps: [], code: 0 });
  });

  const [db, ended] = clean.containers;
  const { proc, layer, ...inspected } = db ?? { id: "", name: "" };
  const process = proc as NonNullable<typeof proc>;
  const [task] = clean.tasks;
  const far = task?.open((text) => ({
    ...JSON.parse(text),
    NodeID: "far",
    DesiredState: "running",
    Status: { State: "running", ContainerStatus: { ContainerID: "far" } },
  }));
  const containers = (one: object) => ({ containers: [{ ...inspected, proc: process, layer: layer ?? [], ...one }] });
  const tasks = (change: object) => ({ tasks: [...clean.tasks, sealedTask({ ...far, ...change })] });
  const parts: Record<string, Partial<EngineCapture>> = {
    "no process": { containers: [{ ...inspected, layer: [] }] },
    "no layer under a mount": { containers: [{ ...inspected, proc: process }] },
    "no layer of an ended container": {
      containers: [{ id: "ended", name: "ended", ...(ended?.inspect && { inspect: ended.inspect }) }],
    },
    "no answer about a container": { containers: [{ id: "db", name: "db" }] },
    "no mounts": containers({ proc: { ...process, mountinfo: "" } }),
    "no status": containers({ proc: { ...process, status: "Uid:\t0\t0\t0\t0\n" } }),
    "no map of ids": containers({ proc: { ...process, uidMap: "" } }),
    "not all files": containers({ proc: { ...process, complete: false } }),
    "the mounts only": containers({ proc: { ...process, files: [], byMounts: true } }),
    "not all processes": containers({ proc: { ...process, allProcesses: false } }),
    "a task on another node": tasks({}),
    "a task without its node": tasks({ NodeID: undefined }),
    "a task that is pending": tasks({ ServiceID: "shop", Status: { State: "pending" } }),
    "a task in a state of tomorrow": tasks({ ServiceID: "shop", Status: { State: "brooding" } }),
    "a task of an unknown service": tasks({ ServiceID: "other", Status: { State: "failed" } }),
    "no history of an image": { images: clean.images.map(({ name, inspect }) => ({ name, inspect })) },
  };
  for (const [what, part] of Object.entries(parts)) {
    it(what, () => {
      const result = audit({ ...clean, ...part }, "proc");
      expect(result.findings).toEqual([]);
      expect(result.gaps).not.toEqual([]);
      expect(exitCode(result, "low")).toBe(2);
      const report = (format: keyof typeof reporters) =>
        [...reporters[format]({ ...runReport(result), engine: result.engine }, { color: false, verbose: false })].join(
          "",
        );
      expect(report("text")).toContain("Not checked");
      expect(report("text")).not.toContain("No secrets out of place");
      expect(JSON.parse(report("json"))).toMatchObject({ summary: { complete: false } });
      const [run] = JSON.parse(report("sarif")).runs;
      expect(run.invocations[0].toolExecutionNotifications).toHaveLength(result.gaps.length);
    });
  }
});

function sealedTask(task: object) {
  const [sealed] = captureOf(JSON.stringify({ tasks: [{ sealed: task }] })).tasks;
  if (!sealed) throw new Error("no task");
  return sealed;
}

/** The facts of a capture without its gaps, and its gaps. */
function told(capture: EngineCapture): { facts: Set<string>; gaps: Set<string> } {
  const facts = readEngine(capture).flatMap((one) => one.facts);
  const gaps = facts.filter(({ kind }) => kind === "gap");
  return { facts: new Set(facts.filter(({ kind }) => kind !== "gap").map(shown)), gaps: new Set(gaps.map(shown)) };
}

/** A fact is lost, and no gap says so. */
function isSilent(before: ReturnType<typeof told>, after: ReturnType<typeof told>): boolean {
  const isLost = [...before.facts].some((fact) => !after.facts.has(fact));
  return isLost && ![...after.gaps].some((gap) => !before.gaps.has(gap));
}

/** Without its order, which counts what is before it. */
function shown(fact: object): string {
  return JSON.stringify(fact, (key, value) => (key === "order" ? undefined : value));
}

/**
 * Every key of what was recorded of the things on an engine, with its path. Members of a list have the path of the
 * list.
 */
function* keys(node: unknown, path = ""): Generator<[string, Holder, string]> {
  if (typeof node !== "object" || node === null || path === "/engine") return;
  for (const [key, value] of Object.entries(node)) {
    const named = !Array.isArray(node) && key !== "sealed";
    const here = named ? `${path}/${key}` : path;
    // The lists themselves are always there: a call that fails leaves a gap where it was made.
    if (named && path !== "") yield [here, node as Holder, key];
    yield* keys(value, here);
  }
}
