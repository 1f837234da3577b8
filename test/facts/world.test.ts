import { describe, expect, it } from "vitest";
import type { Gap, Link, Mount, Sighting, Subject, SubjectId } from "../../src/facts/index.ts";
import { say } from "../../src/facts/shown.ts";
import { World } from "../../src/facts/world.ts";

const place = { in: "text", file: "f", span: [0, 1], statement: [0, 1] } as const;
const subject = (id: SubjectId, ships = true): Subject => ({ id, name: id, ships, place });
const mount = (about: SubjectId, order: number): Mount => ({
  kind: "mount",
  subject: about,
  place,
  seen: "declared",
  order,
  path: `/m${order}`,
  type: "bind",
  backing: "disk",
  writable: false,
  during: "run",
});
const gap = (about: SubjectId): Gap => ({
  kind: "gap",
  code: "unreadable",
  subject: about,
  place,
  seen: "declared",
  order: 9,
  about: ["mount"],
  why: say("not read"),
});
const link = (from: SubjectId, to: SubjectId): Link => ({ from, to, because: "built-from" });
const sighting = (part: Partial<Sighting>): Sighting => ({ facts: [], subjects: [], links: [], ...part });

describe("World", () => {
  const world = new World([
    sighting({
      subjects: [subject("stage:f#a"), subject("stage:f#b", false)],
      facts: [mount("stage:f#a", 2), mount("stage:f#a", 1)],
    }),
    sighting({
      subjects: [subject("service:c#x")],
      links: [link("service:c#x", "stage:f#a"), link("stage:f#a", "stage:f#b"), link("stage:f#b", "stage:f#a")],
      facts: [gap("stage:f#b")],
    }),
  ]);

  it("gives the facts about a subject in their order", () => {
    expect(world.about("stage:f#a", "mount").map((fact) => fact.order)).toEqual([1, 2]);
    expect(world.all("mount")).toHaveLength(2);
  });

  it("follows links one way, and ends in a circle", () => {
    expect(world.lineage("service:c#x")).toEqual(["service:c#x", "stage:f#a", "stage:f#b"]);
    expect(world.users("stage:f#a").map((one) => one.id)).toEqual(["service:c#x", "stage:f#b"]);
    expect(world.sources("service:c#x", "env-file")).toEqual([]);
  });

  it("is incomplete where a gap is anywhere in the lineage", () => {
    expect(world.complete("service:c#x", "mount")).toBe(false);
    expect(world.complete("service:c#x", "binding")).toBe(true);
  });

  it("says what ships, and takes the unknown for shipping", () => {
    expect(world.ships("stage:f#b")).toBe(false);
    expect(world.ships("stage:nowhere#0")).toBe(true);
  });
});
