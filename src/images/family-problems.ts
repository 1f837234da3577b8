import { behaviours, kinds, scopes } from "./family.ts";

/** What is wrong with a family as somebody wrote it. `path` leads to the node; nothing here quotes a value. */
export interface FamilyProblem {
  path: readonly (string | number)[];
  end: "key" | "value";
  what: string;
  /** The key or word at fault, and those that would be right: for `did you mean …?` */
  near?: { word: string; known: readonly string[] };
}

type Path = FamilyProblem["path"];
type Check = (value: unknown, path: Path) => FamilyProblem[];

const text: Check = (value, path) => (typeof value === "string" && value !== "" ? [] : [wrong(path, "must be a text")]);
const version: Check = (value, path) =>
  typeof value === "string" && /^\d+(\.\d+)*$/.test(value)
    ? []
    : [wrong(path, 'must be a version in quotes, as "3.8"')];
const texts: Check = (value, path) =>
  Array.isArray(value) ? value.flatMap((one, at) => text(one, [...path, at])) : [wrong(path, "must be a list")];
const paths: Check = (value, path) =>
  isMap(value)
    ? Object.entries(value).flatMap(([key, one]) =>
        typeof one === "string" && one.startsWith("/") ? [] : [wrong([...path, key], "must be an absolute path")],
      )
    : [wrong(path, "must hold variables and paths")];
const yes: Check = (value, path) => (value === true ? [] : [wrong(path, "must be true, or be left out")]);
const edges = Object.fromEntries(Object.entries(behaviours).map(([key, words]) => [key, oneOf(words)]));
const exception = mapOf({ variables: texts, replacement: text, since: version, ...edges }, ["variables"]);
const place = mapOf({ repo: text, path: text, commit: text, lines: text }, ["repo", "path", "commit"]);
const page = mapOf({ url: text }, ["url"]);
const source: Check = (value, path) => (isMap(value) && "url" in value ? page : place)(value, path);

const family = mapOf(
  {
    image: text,
    patterns: texts,
    kind: oneOf(kinds),
    "read-by": oneOf(["program"]),
    scope: oneOf(scopes),
    replacement: text,
    since: version,
    until: version,
    newest: yes,
    "secret-variables": texts,
    "other-variables": texts,
    "variable-pattern": text,
    "path-variables": texts,
    paths,
    "breaks-if-set": texts,
    ...edges,
    except: listOf(exception),
    "file-mode": text,
    "no-file-equivalent": texts,
    alternative: text,
    notes: texts,
    verified: oneOf(["source", "docs"]),
    sources: listOf(source),
  },
  ["image", "kind"],
);

/** Checks a family in its written form, as plain data. */
export function familyProblems(data: unknown): FamilyProblem[] {
  const problems = family(data, []);
  return problems.length > 0 ? problems : contradictions(data as Record<string, unknown>);
}

function contradictions(data: Record<string, unknown>): FamilyProblem[] {
  const { kind, scope } = data;
  const lacks = (key: string, what: string) => (key in data ? [] : [wrong([], `needs \`${key}\` for ${what}`)]);
  return [
    ...(scope === "pattern" ? lacks("variable-pattern", "`scope: pattern`") : []),
    ...(kind === "fixed-path" ? lacks("paths", "`kind: fixed-path`") : []),
    ...(["suffix-other", "prefix-other", "value-uri", "option"].includes(String(kind))
      ? lacks("replacement", `\`kind: ${String(kind)}\``)
      : []),
  ];
}

function oneOf(words: readonly string[]): Check {
  return (value, path) => {
    if (typeof value === "string" && words.includes(value)) return [];
    const problem = wrong(path, `must be one of ${words.join(", ")}`);
    return [typeof value === "string" ? { ...problem, near: { word: value, known: words } } : problem];
  };
}

function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value) ? value.flatMap((one, at) => check(one, [...path, at])) : [wrong(path, "must be a list")];
}

function mapOf(checks: Readonly<Record<string, Check>>, needed: readonly string[]): Check {
  return (value, path) => {
    if (!isMap(value)) return [wrong(path, "must hold keys and values")];
    const missing = needed.filter((key) => !(key in value)).map((key) => wrong(path, `needs \`${key}\``));
    const held = Object.entries(value).flatMap(([key, one]): FamilyProblem[] => {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      const near = { word: key, known: Object.keys(checks) };
      return check ? check(one, [...path, key]) : [{ path: [...path, key], end: "key", what: "unknown key", near }];
    });
    return [...missing, ...held];
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(path: Path, what: string): FamilyProblem {
  return { path, end: "value", what };
}
