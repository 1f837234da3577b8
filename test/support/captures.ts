import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Sealed } from "../../src/facts/sealed.ts";
import type { EngineCapture } from "../../src/runtime/capture.ts";

const folder = join(import.meta.dirname, "../../fixtures/captures");

/** The names of all recorded captures: engine and version. */
export function captures(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""))
    .sort();
}

/** What a real engine answered when `npm run record` asked it. */
export function readCapture(name: string): EngineCapture {
  return captureOf(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** A capture from its text; its answers are sealed again. */
export function captureOf(text: string): EngineCapture {
  return JSON.parse(text, (_, value) => {
    const sealed = typeof value === "object" && value !== null && Object.keys(value).join() === "sealed";
    return sealed ? new Sealed(JSON.stringify(value.sealed)) : value;
  });
}

/** Writes a capture; `place` is the engine's folder, which differs from run to run. */
export function writeCapture(name: string, capture: EngineCapture, place: string): void {
  mkdirSync(folder, { recursive: true });
  const text = textOf(capture).replaceAll(place, "/srv/engine");
  writeFileSync(join(folder, `${name}.json`), `${text}\n`);
}

/** A capture as text, with what is sealed laid open: for values that tests made up. */
export function textOf(capture: EngineCapture): string {
  return JSON.stringify(
    capture,
    function (this: Record<string, unknown>, key, value) {
      const original = this[key];
      return original instanceof Sealed ? { sealed: original.open((text) => JSON.parse(text)) } : value;
    },
    1,
  );
}
