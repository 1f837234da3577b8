import { expect, it } from "vitest";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { said, saidIn } from "./dockerfile-said.ts";

it("copies from the context, with flags and variables", () => {
  expect(saidIn("ARG V", "COPY --chown=a:b --link --exclude=*.md .env ${V}/c d/ /app/", 'ADD ["a b", "/c d"]')).toEqual(
    ["build-arg V=<V>", "COPY context: .env <V>‹/c› d/ -> /app/", "ADD context: a b -> /c d"],
  );
});

it("copies from a stage by name or number, or else from an image", () => {
  const lines = [
    "COPY --from=Build a /a",
    "COPY --from=0 a /a",
    "COPY --from=nginx:1 a /a",
    "COPY --from=7 a /a",
    "COPY --from=1 a /a",
  ];
  expect(said(["FROM x AS build", "FROM y", ...lines]).slice(2)).toEqual([
    "COPY stage:Dockerfile#build: a -> /a",
    "COPY stage:Dockerfile#build: a -> /a",
    "COPY nginx:1: a -> /a",
    "COPY 7: a -> /a",
    "COPY 1: a -> /a",
  ]);
});

it("adds from URLs and repositories, apart from what comes from the context", () => {
  expect(saidIn("ADD --checksum=sha256:1 https://a.example/b git@c.example:d.git e /f", "COPY https://a /b")).toEqual([
    "ADD context: e -> /f",
    "ADD url: https://a.example/b git@c.example:d.git -> /f",
    "COPY context: https://a -> /b",
  ]);
});

it("here-documents become files", () => {
  expect(
    saidIn("ARG P", "COPY <<a <<-'b' c /etc/", "x=$P\\$Y 'z'", "a", "\tx=$P", "\tb", "ADD <<EOF /f", "canary", "EOF"),
  ).toEqual([
    "build-arg P=<P>",
    "COPY context: c -> /etc/",
    "text /etc/a: ‹x=›<P>‹$Y 'z'\n›",
    "text /etc/b: ‹x=$P\n›",
    "text /f: ‹canary\n›",
  ]);
});

it("a COPY without a target is a gap", () => {
  expect(saidIn("COPY a")).toEqual(["gap: COPY without a source and a target"]);
});

it("ONBUILD copies too", () => {
  expect(saidIn("ONBUILD COPY --chown=x . /app")).toEqual(["COPY context: . -> /app"]);
});

it("places every word", () => {
  const text = 'FROM x\nCOPY --from=y a\\\nb \\\n  # c\n  "/d e"\nCOPY ["\\u0041b", "/c"]\n';
  const { facts } = scanDockerfile({ file: "Dockerfile", text });
  const words = facts.flatMap((fact) =>
    fact.kind === "copy" ? [...fact.sources, fact.target].map(({ span }) => text.slice(...span)) : [],
  );
  expect(words).toEqual(["a\\\nb", '"/d', 'e"', '"\\u0041b"', '"/c"']);
});
