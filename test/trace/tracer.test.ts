import { describe, expect, it } from "vitest";
import { SealedBytes } from "../../src/facts/sealed-bytes.ts";
import { buildSearch } from "../../src/trace/byte-search.ts";
import { startTracer } from "../../src/trace/tracer.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const tracerOf = (...values: string[]) => startTracer(values.map((value) => new SealedBytes(bytes(value))));
const forms = (value: string, text: string) =>
  tracerOf(value)
    .find(bytes(text))
    .map(({ form }) => form);
const value = `p/a+s "s'w\\ö$-canary?`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const armour = (kind: string, ...lines: string[]) =>
  [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ""].join("\n");
const keyLines = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKB", "canary".repeat(10), "tail0123"];

describe("the forms of a value", () => {
  it.each([
    ["plain", value],
    ["plain", `${value}\n`],
    ["json", JSON.stringify({ a: value })],
    ["shell", `'${value.replaceAll("'", "'\\''")}'`],
    ["url", encodeURIComponent(value)],
    ["url", encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase())],
    ["url", new URLSearchParams({ a: value }).toString()],
    ["base64", base64(value)],
    ["base64", base64(`x:${value}`)],
    ["base64", base64(`xy:${value}:after`)],
    ["base64", base64(`x${value}`).replaceAll("+", "-").replaceAll("/", "_")],
    ["hex", Buffer.from(value).toString("hex")],
    ["hex", Buffer.from(value).toString("hex").toUpperCase()],
  ])("%s", (form, text) => expect(forms(value, `before ${text} after`)).toEqual([form]));

  it("a line break at the end of the file is no part of the value", () => {
    expect(forms("larkspur-canary\r\n", "larkspur-canary")).toEqual(["plain"]);
  });

  it("is quiet about another value, a part of the value, and another case", () => {
    for (const text of ["larkspur-canar", "arkspur-canary", "Larkspur-canary", base64("larkspur-canarz")]) {
      expect(forms("larkspur-canary", text)).toEqual([]);
    }
  });

  it("a short value is none inside of a longer word", () => {
    expect(forms("hunter22", "http://hunter22house.example")).toEqual([]);
    expect(forms("hunter22", "xhunter22")).toEqual([]);
    for (const text of ["mysql -phunter22", "x=hunter22", "hunter22", "redis://:hunter22@h"]) {
      expect(forms("hunter22", text)).toEqual(["plain"]);
    }
  });

  it("a key is found by a line of it, also where its lines are joined", () => {
    const key = armour("RSA PRIVATE KEY", ...keyLines);
    for (const text of [key, key.replaceAll("\n", "\\n"), key.replaceAll("\n", " "), JSON.stringify(key)]) {
      expect(forms(key, text)).toHaveLength(1);
    }
    expect(forms(key, armour("RSA PRIVATE KEY", keyLines[0] ?? "", "x".repeat(64), "tail0123"))).toEqual([]);
  });

  it("long values that begin and end alike are told apart", () => {
    const long = (middle: string) => `${"head".repeat(60)}${middle.repeat(30)}${"tail".repeat(60)}`;
    expect(forms(long("canary"), `x ${long("canary")} y`)).toEqual(["plain"]);
    expect(forms(long("canary"), long("others"))).toEqual([]);
    expect(forms(long("canary"), base64(long("canary")).replace(/.{76}/g, "$&\n"))).toEqual(["base64"]);
  });

  it("skips what would turn up anywhere", () => {
    const contents = ["abc\n", armour("CERTIFICATE", "x".repeat(64)), "password", "larkspur-canary", ""];
    const sealed = contents.map((text) => new SealedBytes(bytes(text)));
    expect(startTracer(sealed, (text) => text === "password").skipped).toEqual([
      { secret: 0, why: "short" },
      { secret: 1, why: "public" },
      { secret: 2, why: "common" },
      { secret: 4, why: "short" },
    ]);
  });
});

describe("a text in pieces", () => {
  it("is searched across its seams", () => {
    const text = bytes(`${"x".repeat(50)}larkspur-canary${"y".repeat(50)}`);
    for (let size = 1; size < 40; size++) {
      const stream = tracerOf("larkspur-canary", "another-canary").stream();
      for (let at = 0; at < text.length; at += size) stream.push(text.subarray(at, at + size));
      expect(stream.found()).toEqual([{ secret: 0, form: "plain" }]);
    }
  });
});

describe("the search", () => {
  it("finds what a plain search finds, and each place once", () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % most;
    };
    const made = (length: number) => Uint8Array.from({ length }, () => 97 + random(2));
    for (let round = 0; round < 300; round++) {
      const needles = Array.from({ length: 1 + random(12) }, () => made(6 + random(9)));
      const text = made(random(400));
      const found: string[] = [];
      buildSearch(needles).search(text, (needle, end) => found.push(`${needle} ${end}`));
      const expected = needles.flatMap((needle, index) =>
        Array.from({ length: text.length + 1 }, (_, end) => end)
          .filter(
            (end) => end >= needle.length && Buffer.compare(text.subarray(end - needle.length, end), needle) === 0,
          )
          .map((end) => `${index} ${end}`),
      );
      expect(found.sort()).toEqual(expected.sort());
    }
  });

  it("leaves the value itself as it is when it is wiped", () => {
    const content = new SealedBytes(bytes("larkspur-canary"));
    startTracer([content]).wipe();
    expect(content.open((all) => Buffer.from(all).toString())).toBe("larkspur-canary");
  });

  it("finds nothing after it was wiped, and holds nothing of the values", () => {
    const tracer = tracerOf("larkspur-canary");
    tracer.wipe();
    expect(tracer.find(bytes("larkspur-canary"))).toEqual([]);
  });
});
