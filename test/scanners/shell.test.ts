import { describe, expect, it } from "vitest";
import type { Fact, FactKind, FactOf, Value } from "../../src/facts/index.ts";
import { readShell, type ShellBase } from "../../src/scanners/shell/index.ts";

function read(text: string, more: Partial<ShellBase> = {}): Fact[] {
  return readShell(text, {
    subject: "script:x.sh",
    file: "x.sh",
    statement: [0, text.length],
    at: (index) => index,
    when: "build",
    order: 7,
    ...more,
  });
}

function of<Kind extends FactKind>(kind: Kind, text: string, more?: Partial<ShellBase>): FactOf<Kind>[] {
  return read(text, more).filter((fact): fact is FactOf<Kind> => fact.kind === kind);
}

/** A value as text: references in braces, unknown parts as `…`. */
function shown(value: Value): string {
  return value
    .map((part) => {
      if (part.is === "literal") return part.text.open((text) => text);
      if (part.is === "unknown") return "…";
      const fallback = part.fallback ? `:-${shown(part.fallback)}` : "";
      return `{${part.to.store} ${part.to.name}${fallback}}`;
    })
    .join("");
}

function commands(text: string, more?: Partial<ShellBase>): string[] {
  return of("command", text, more).map(({ words }) => words.map(({ value }) => shown(value)).join(" | "));
}

function bindings(text: string): string[] {
  return of("binding", text).map(({ name, value }) => `${name} = ${shown(value)}`);
}

describe("commands", () => {
  it.each<[string, string[]]>([
    ["a 1 && b 2 || c 3; d & e", ["a | 1", "b | 2", "c | 3", "d", "e"]],
    ["if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]],
    ["for x in 1 2; do a $x; done; while b; do c; done; until d; do e; done", ["a | {env x}", "b", "c", "d", "e"]],
    ["case $x in a) b;; *) c;; esac", ["b", "c"]],
    ["(a; b); { c; }; f() { d; }; ! e; time g", ["a", "b", "c", "d", "e", "g"]],
    ["a | b | c", ["a", "b", "c"]],
    ["a # b\n# c\nd", ["a", "d"]],
    ["[[ -n $(a) ]] && [ -z `b` ]", ["a", "b", "[ | -z | … | ]"]],
    ["a \\\n  b \\\n  c", ["a | b | c"]],
    ["a <(b) $((1 + $(c)))", ["b", "c", "a | … | …"]],
    ["a=$(b) c", ["b", "c"]],
    ["cat <<EOF\n$(a)\nEOF\nb", ["a", "cat", "b"]],
    ["cat <<'EOF'\n$(a)\nEOF\nb", ["cat", "b"]],
    ["\uFEFF#!/bin/sh\na", ["a"]],
  ])("of %j", (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it("inside a substitution are captured", () => {
    expect(of("command", "a $(b) `c` d").map(({ captured }) => captured)).toEqual([true, true, false]);
  });

  it("know the pipe they are in", () => {
    const [a, b, c] = of("command", "a 1 | b 2 | c 3");
    expect([a?.captured, b?.captured, c?.captured]).toEqual([true, true, false]);
    expect(a?.pipedInto?.map(({ value }) => shown(value))).toEqual(["b", "2"]);
    expect(c?.input?.from === "pipe" && c.input.words.map(({ value }) => shown(value))).toEqual(["b", "2"]);
    expect(a?.input).toBeUndefined();
  });

  it("inside a group share its pipe and its output", () => {
    const [a, b] = of("command", "{ a; b >&2; } > /out");
    expect(a?.output.map(({ fd, target }) => [fd, shown(target.value)])).toEqual([[1, "/out"]]);
    expect(b?.output).toEqual([]);
    const [left, right] = of("command", "{ a | b; } > /out");
    expect([left?.output.length, right?.output.length]).toEqual([0, 1]);
    const [echo] = of("command", "(echo x; echo x) | passwd");
    expect(echo?.captured).toBe(true);
    expect(echo?.pipedInto).toHaveLength(1);
  });
});

describe("words", () => {
  it.each<[string, string]>([
    [`a'b'"c"\\d`, "abcd"],
    [`"$X-y"`, "{env X}-y"],
    ["${X}${Y:-d$Z}", "{env X}{env Y:-d{env Z}}"],
    ["${X-d} ", "{env X:-d}"],
    ["${X:=d}", "{env X:-d}"],
    ["${X:-}", "{env X:-}"],
    ["${X:?missing}", "{env X}"],
    ["${X:+y}", "…"],
    ["${#X}", "…"],
    ["${X%/*}", "{env X}"],
    ["$1$@$?", "………"],
    ["$'a\\tb'", "a\tb"],
    [`"a\\"b\\$c"`, 'a"b$c'],
    ["$(cat /run/secrets/x)", "{file /run/secrets/x}"],
    ['"$(< /run/secrets/x)"', "{file /run/secrets/x}"],
    ["`cat '/run/secrets/x'`", "{file /run/secrets/x}"],
    ["$(cat /run/secrets/x | tr -d '\\n')", "{file /run/secrets/x}"],
    ["$(tr -d '\\n' < /run/secrets/x)", "{file /run/secrets/x}"],
    ["$(head -n1 /run/secrets/x)", "{file /run/secrets/x}"],
    ['$(cat "$X_FILE")', "{file $X_FILE}"],
    ["$(cat $D/x)", "…"],
    ["$(date)", "…"],
    ["${{ secrets.X }}-y", "{secret X}-y"],
    ["${{ github.sha }}-y", "…-y"],
    ["{a,b}*", "{a,b}*"],
    ["''", ""],
  ])("%j is %j", (word, expected) => {
    const [command] = of("command", `x ${word}`).slice(-1);
    expect(shown(command?.words[1]?.value ?? [])).toBe(expected);
  });

  it("of build arguments refer to them", () => {
    expect(commands('x "$A" "$B"', { buildArgs: new Set(["A"]) })).toEqual(["x | {build-arg A} | {env B}"]);
  });
});

describe("bindings", () => {
  it.each<[string, string[]]>([
    ["A=b cmd", ["A = b"]],
    ["A=b", ["A = b"]],
    ["A='b c' B=\"$C\" D=", ["A = b c", "B = {env C}", "D = "]],
    ["export A=b C D=$(cat /x)", ["A = b", "D = {file /x}"]],
    ["export A = b=c", []],
    ['local A=b B =c "d=e" f=g', ["A = b"]],
    ["export A=bX ?= c=d", ["A = bX"]],
    ["declare -gx +r A=b : c=d", ["A = b"]],
    ['export $A "B=c" \\D E=f', ["E = f", "B = c"]],
    ["declare -x A=b; readonly B=c; local C=d; typeset D=e", ["A = b", "B = c", "C = d", "D = e"]],
    ["env -i A=b 'C=d e' F=\"$G\" sh -c 'x' H=i", ["A = b", "C = d e", "F = {env G}"]],
    ["A+=b", ["A = b"]],
    ["A=(b c)", ["A = …"]],
    ["make A=b", []],
  ])("of %j", (text, expected) => {
    expect(bindings(text)).toEqual(expected);
  });

  it("say where name and value are", () => {
    const text = `x; export A="b c"`;
    const [binding] = of("binding", text);
    expect(binding?.place.in === "text" && text.slice(...binding.place.span)).toBe('A="b c"');
    expect(text.slice(...(binding?.valueSpan ?? [0, 0]))).toBe('"b c"');
    const [part] = binding?.value ?? [];
    expect(text.slice(...(part?.span ?? [0, 0]))).toBe("b c");
  });
});

describe("input and output", () => {
  it.each<[string, string[]]>([
    ["a > /x 2>> /y", ["1 > /x", "2 >> /y"]],
    ["a &> /x", ["1 > /x", "2 > /x"]],
    ["a > /x 2>&1", ["1 > /x", "2 > /x"]],
    ["a 2>&1 > /x", ["1 > /x"]],
    ['a >"$D/x" 3>/y </z', ["1 > {env D}/x"]],
  ])("of %j", (text, expected) => {
    const [command] = of("command", text);
    const out = command?.output.map(({ fd, append, target }) => `${fd} ${append ? ">>" : ">"} ${shown(target.value)}`);
    expect(out).toEqual(expected);
  });

  it.each<[string, string]>([
    ["a <<EOF\nb $C\nEOF\n", "here b {env C}\n"],
    ["a <<'EOF'\nb $C\nEOF\n", "here b $C\n"],
    ["a <<-EOF\n\tb\n\tEOF\n", "here \tb\n"],
    ['a <<< "b $C"', "here b {env C}"],
    ["a < /b", "file /b"],
  ])("comes in by %j", (text, expected) => {
    const input = of("command", text)[0]?.input;
    const value = input?.from === "here" ? input.value : input?.from === "file" ? input.path.value : [];
    expect(`${input?.from} ${shown(value)}`).toBe(expected);
  });

  it.each<[string, string]>([
    ["cat > /etc/x <<EOF\nk=v\nEOF\n", "/etc/x"],
    ["cat <<EOF >> ~/.npmrc\nk=v\nEOF\n", "~/.npmrc"],
    ['cat <<EOF | tee -a "$HOME/x" > /dev/null\nk=v\nEOF\n', "$HOME/x"],
    ["tee /etc/x <<EOF\nk=v\nEOF\n", "/etc/x"],
    ["cat <<A <<B > /two\nno\nA\nk=v\nB\n", "/two"],
  ])("%j writes a file", (text, name) => {
    const [file, more] = of("text", text);
    expect(more).toBeUndefined();
    expect(file?.name).toBe(name);
    expect(shown(file?.value ?? [])).toBe("k=v\n");
    expect(file?.place.in === "text" && text.slice(...file.place.span)).toBe("k=v\n");
    expect(of("text", text, { when: "start" })).toEqual([]);
  });
});

describe("texts inside texts", () => {
  it.each<[string, string[]]>([
    ["sh -c 'a \"$b\"'", ['sh | -c | a "$b"', "a | {env b}"]],
    ["bash -euxo pipefail -c 'a'", ["bash | -euxo | pipefail | -c | a", "a"]],
    ['bash -lc "a \\"b c\\" $D"', ['bash | -lc | a "b c" {env D}', "a | b c | {env D}"]],
    ["su - app -c 'a b'", ["su | - | app | -c | a b", "a | b"]],
    ["docker exec db sh -c 'a'", ["docker | exec | db | sh | -c | a", "a"]],
    ["eval 'a b'", ["eval | a b", "a | b"]],
    ["trap 'rm -f /x' EXIT", ["trap | rm -f /x | EXIT", "rm | -f | /x"]],
    ["bash <<'EOF'\na $(b)\nEOF\n", ["bash", "b", "a | …"]],
    ["sh -c $X", ["sh | -c | {env X}"]],
    ["sh x.sh -c a", ["sh | x.sh | -c | a"]],
  ])("%j", (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it("keep their offsets, escapes or not", () => {
    for (const text of [`sh -c 'a "needle"'`, `sh -c "a \\"needle\\""`, `sh -c "sh -c \\"a 'needle'\\""`]) {
      const word = of("command", text).at(-1)?.words[1];
      expect(text.slice(...(word?.value[0]?.span ?? [0, 0]))).toBe("needle");
    }
  });
});

describe("places", () => {
  it("go through the caller's map, and cover the command", () => {
    const text = "a; b 'c'";
    const [, b] = of("command", text, { at: (index) => index + 100, statement: [90, 200] });
    expect(b?.place).toEqual({ in: "text", file: "x.sh", span: [103, 108], statement: [90, 200] });
    expect(b?.words[1]?.span).toEqual([105, 108]);
    expect(b?.words[1]?.value[0]?.span).toEqual([106, 107]);
  });

  it("are each command's own in a script", () => {
    const text = "if a; then\n  b c\nfi\n";
    const [, b] = of("command", text, { ownStatements: true });
    expect(b?.place.in === "text" && text.slice(...b.place.statement)).toBe("b c");
  });

  it("do not mind carriage returns", () => {
    const unix = "a 'b' \\\n  c\ncat > /x <<EOF\nk=v\nEOF\nd=e\n";
    const dos = unix.replaceAll("\n", "\r\n");
    const words = (text: string) =>
      of("command", text).flatMap((one) => one.words.map(({ span }) => text.slice(...span)));
    expect(words(dos)).toEqual(words(unix));
    expect(bindings(dos)).toEqual(["d = e"]);
    expect(of("text", dos)[0]?.name).toBe("/x");
    expect(of("gap", dos)).toEqual([]);
  });

  it("grow in order within one step", () => {
    const orders = read("A=b c; d $(e)").map(({ order }) => order);
    expect(orders[0]).toBe(7);
    expect([...orders].sort((a, b) => a - b)).toEqual(orders);
    expect(new Set(orders).size).toBe(orders.length);
    expect(orders.at(-1)).toBeLessThan(8);
  });
});

describe("what cannot be read", () => {
  it("is a gap beside what could", () => {
    const text = 'a b\nc "open\nd\n';
    expect(commands(text)[0]).toBe("a | b");
    const [gap] = of("gap", text);
    expect(gap?.about).toEqual(["command", "binding"]);
    expect(gap?.place.in === "text" && gap.place.span[0]).toBe(6);
  });

  it("is a gap where the text is too long, or nested too deep", () => {
    expect(of("gap", "a\n".repeat(200_000))).toHaveLength(1);
    expect(of("gap", `a ${"$(b ".repeat(30)}${")".repeat(30)}`)).toHaveLength(1);
    expect(of("gap", `a ${"$(b ".repeat(6)}${")".repeat(6)}`)).toEqual([]);
  });
});
