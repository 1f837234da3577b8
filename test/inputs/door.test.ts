import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDoor } from "../../src/inputs/door.ts";
import { decodeNames, isUndecodable, spellName } from "../../src/inputs/file-names.ts";
import { readNamedFile } from "../../src/inputs/regular-file.ts";
import { folder } from "../support/folder.ts";
import { folderWith } from "../support/run-cli.ts";

function tree(links: Readonly<Record<string, string>>): string {
  const top = folderWith({ "out/x": "canary", "root/in/x": "inside", "root/file": "inside" });
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(top, "root", path, ".."), { recursive: true });
    symlinkSync(target.replace("TOP", top), join(top, "root", path));
  }
  return join(top, "root");
}

/** What each path gives, in a root that is full of links. */
const links = {
  link: "file",
  chain: "link",
  "deep/up": "../in/x",
  "in-folder": "in",
  back: "../root/file",
  absolute: "TOP/root/file",
  out: "../out",
  "out-file": "../out/x",
  "out-gone": "../out/no-such-file",
  "out-gone-absolute": "TOP/elsewhere/x",
  "through-out": "out/no-such-file",
  "out-and-in": "out/../root/file",
  loop: "loop",
  one: "other",
  other: "one",
  gone: "no-such-file",
  zero: "/dev/zero",
  memory: "/proc/self/mem",
};

describe("a door", () => {
  const door = openDoor(tree(links));
  const text = (path: string) => {
    const given = door.read(path, 100);
    return "refused" in given ? given.refused : given.gave.bytes.toString("utf8");
  };

  const expected: Record<string, string> = {
    file: "inside",
    "./in/../file": "inside",
    link: "inside",
    chain: "inside",
    "deep/up": "inside",
    "in-folder/x": "inside",
    back: "inside",
    absolute: "inside",
    "out-and-in": "inside",
    out: "outside",
    "out/x": "outside",
    "out/no-such-file": "outside",
    "out-file": "outside",
    "out-gone": "outside",
    "out-gone-absolute": "outside",
    "through-out": "outside",
    "../out/x": "outside",
    "in/../../out/x": "outside",
    "/etc/hostname": "outside",
    zero: "outside",
    memory: "outside",
    loop: "circle",
    one: "circle",
    "loop/x": "circle",
    gone: "gone",
    "file/x": "gone",
    "no/such/file": "gone",
    in: "folder",
    "": "folder",
    "a\0b": "impossible",
    [`${"a".repeat(5000)}/x`]: "impossible",
  };
  for (const [path, gives] of Object.entries(expected)) {
    it(`gives ${gives} for ${JSON.stringify(path.slice(0, 40))}`, () => expect(text(path)).toBe(gives));
  }

  it("keeps what was refused by its link, whatever was asked for below it", () => {
    const fresh = openDoor(door.root);
    for (const path of ["out/hunter2", "out/x", "loop", "file", "no-such-file", "../out/x"]) fresh.has(path);
    expect([...fresh.refusals()]).toEqual([
      ["out", "outside"],
      ["loop", "circle"],
    ]);
  });

  it("leaves a link to anyone who asks whether it leads out", () => {
    const fresh = openDoor(door.root);
    expect([fresh.leadsOut("out/x"), fresh.leadsOut("file"), fresh.leadsOut("../out/x")]).toEqual([true, false, false]);
    fresh.has("out/x");
    expect(fresh.refusals().size).toBe(0);
  });

  it("opens what it was told to, outside too", () => {
    const fresh = openDoor(door.root);
    fresh.grant("../out/x", join(door.root, "../out/x"));
    expect("gave" in fresh.read("../out/x", 100)).toBe(true);
    expect("refused" in fresh.read("../out/y", 100)).toBe(true);
  });

  it("may have a root that is a link, and one that does not exist", () => {
    const linked = join(door.root, "in-folder");
    expect("gave" in openDoor(linked).read("x", 100)).toBe(true);
    expect(openDoor(join(door.root, "no-such-folder")).read("x", 100)).toEqual({ refused: "gone" });
  });
});

describe("a file", () => {
  it("is read up to a limit, whatever size it claims", () => {
    const root = folder({ four: "1234", five: "12345" });
    expect(readNamedFile(join(root, "four"), 4)).toMatchObject({ gave: { complete: true } });
    expect(readNamedFile(join(root, "five"), 4)).toMatchObject({ gave: { complete: false } });
    // Its size is zero, and it has some thousand bytes.
    const given = readNamedFile("/proc/self/status", 10_000_000);
    expect("gave" in given && given.gave.complete && given.gave.bytes.length > 100).toBe(true);
    expect(readNamedFile("/proc/self/status", 100)).toMatchObject({ gave: { complete: false } });
    expect(readNamedFile("/dev/zero", 100)).toEqual({ refused: "special" });
  });

  it("that is a FIFO is not waited for", () => {
    const root = folder({});
    execFileSync("mkfifo", [join(root, "fifo")]);
    expect(readNamedFile(join(root, "fifo"), 100)).toEqual({ refused: "special" });
    const door = openDoor(root);
    expect(door.read("fifo", 100)).toEqual({ refused: "special" });
    expect([...door.refusals()]).toEqual([["fifo", "special"]]);
  });
});

describe("a name", () => {
  const names: [number[], string][] = [
    [[...Buffer.from("plain.env")], "plain.env"],
    [[...Buffer.from("grün 🐳.env")], "grün 🐳.env"],
    [[...Buffer.from("\ufffd.env")], "\ufffd.env"],
    [[0x62, 0xff, 0x2e], "b\\xff."],
    [[0xc3, 0x28], "\\xc3("],
    [[0xed, 0xa0, 0x80], "\\xed\\xa0\\x80"],
    [[...Buffer.from("ü"), 0xf0, 0x9f, 0x90], "ü\\xf0\\x9f\\x90"],
  ];
  for (const [bytes, spelled] of names) {
    it(`of the bytes ${Buffer.from(bytes).toString("hex")} is ${spelled}`, () => {
      const decoded = decodeNames(Buffer.from([...bytes, 0, 0x61, 0]));
      expect(decoded.map(spellName)).toEqual([spelled, "a"]);
      expect(isUndecodable(decoded[0] ?? "")).toBe(spelled.includes("\\x"));
    });
  }
});
