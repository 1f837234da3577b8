import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { audit } from "../../src/pipeline/audit.ts";
import { reporters } from "../../src/reporters/index.ts";
import { rules } from "../../src/rules/index.ts";
import { readEngine } from "../../src/runtime/readers/index.ts";
import { captureOf, captures, readCapture, textOf } from "../support/captures.ts";

const told = (name: string) =>
  audit(readCapture(name), "proc")
    .findings.map(({ file, rule, say, key }) => `${file}: ${rule} ${say} ${key}`)
    .sort();

describe("recorded captures", () => {
  it("Docker: swarm, Compose, by hand", () => {
    expect(told("docker-20.10.24").map((line) => line.replace(/\/(?:strict|loose)$/, "/…"))).toEqual([
      "config app_ini: secret-in-config content db_password",
      "container denied.1: secret-unreadable denied /run/secrets/pw",
      "container on-top: secret-mount-writable bind /run/secrets/pw",
      "container on-top: secret-not-in-memory bind /run/secrets/pw",
      "container shipper: secret-neighbour engine-data /logs",
      "container shop_web_1: secret-not-in-memory compose /run/secrets/key",
      "container shop_web_1: secret-unreadable denied /run/secrets/key",
      "container stopped: secret-in-label container admin.password",
      "container stray: stray-secret-file layer /run/secrets/pw",
      "container twice.1: secret-mode-drift twice /run/secrets/…",
      "service spec: secret-in-env running DB_PASSWORD",
      "service twice: secret-granted-twice twice db_pw",
    ]);
  });

  it("podman: copies on disk, writable", () => {
    expect(told("podman-4.3.1")).toEqual([
      "container pod-denied: secret-mount-writable podman /run/secrets/api_key",
      "container pod-denied: secret-not-in-memory podman-store /run/secrets/api_key",
      "container pod-denied: secret-unreadable denied /run/secrets/api_key",
      "container pod: secret-mount-writable podman /run/secrets/api_key",
      "container pod: secret-not-in-memory podman-store /run/secrets/api_key",
    ]);
  });

  it("a value that is not reported says why, where it was asked for", () => {
    const notes = (debug: boolean) =>
      audit(readCapture("docker-20.10.24"), "proc", { config: { ...defaultConfig, debug } }).notes;
    expect(notes(false)).toEqual([]);
    expect(notes(true)).toContain(
      "container denied.1: HOME not reported, harmless: `HOME` ends in a place (•••••••• (1))",
    );
    expect(notes(true).join("\n")).not.toContain("DB_PASSWORD not reported");
  });

  for (const name of captures()) {
    it(`${name}: no facts and no report hold a value`, () => {
      const capture = readCapture(name);
      const facts = readEngine(capture);
      const printed = [inspect([capture, facts], { depth: 20, showHidden: true }), JSON.stringify([capture, facts])];
      const report = { ...audit(capture, "proc"), elapsedMs: 1, rules: [], version: "1" };
      const { notes } = audit(capture, "proc", { config: { ...defaultConfig, debug: true } });
      printed.push(...notes);
      for (const reporter of Object.values(reporters)) {
        printed.push([...reporter(report, { color: false, verbose: true, width: 100 })].join(""));
      }
      // Names and labels may be called so; values may not be shown.
      for (const text of printed) expect(text).not.toMatch(/-canary/);
    });

    it(`${name}: whatever an engine leaves out or says otherwise, the readers go on`, () => {
      const whole = JSON.parse(textOf(readCapture(name)));
      const places = [...sealedPlaces(whole)];
      for (const other of [null, 7, "x", [null], { a: null }]) {
        for (const [holder, key] of places.filter((_, index) => index % 5 === 0)) {
          const before = holder[key];
          holder[key] = other;
          expect(() => readEngine(captureOf(JSON.stringify(whole)))).not.toThrow();
          holder[key] = before;
        }
      }
    }, 120_000);
  }

  it.each(captures())("%s: a secret has an age", (name) => {
    const stale = (now: number) =>
      audit({ ...readCapture(name), ages: { now, most: 90 } }, "proc").findings.filter(
        ({ rule }) => rule === "secret-stale",
      );
    expect(stale(Date.parse("2000-01-01"))).toEqual([]);
    expect(stale(Date.parse("2100-01-01")).length).toBeGreaterThan(0);
  });

  it("every rule about a container's files is at work in one of them", () => {
    const seen = new Set(
      captures().flatMap((name) => audit(readCapture(name), "proc").findings.map(({ rule }) => rule)),
    );
    const overFiles = rules.filter(({ over }) => over === "file").map(({ id }) => id);
    expect(overFiles.filter((id) => !seen.has(id))).toEqual([
      // Of files on the way to the engine.
      "secret-file-exposed",
      "secret-file-malformed",
      "secret-readable-by-all",
      // Of their content, which no capture holds.
      "weak-secret",
    ]);
  });
});

type Holder = Record<string, unknown>;

/** Every place inside what the engine answered. */
function* sealedPlaces(node: unknown, inside = false): Generator<[Holder, string]> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (inside) yield [node as Holder, key];
    yield* sealedPlaces(value, inside || key === "sealed");
  }
}
