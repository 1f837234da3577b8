import type { Scanner } from "../scanner.ts";
import { readBindings } from "./bindings.ts";
import type { Code } from "./code.ts";
import { readConnections } from "./connections.ts";
import { readContainers } from "./containers.ts";
import { readCredentialCalls } from "./credential-calls.ts";
import { readLogs } from "./logs.ts";
import { namesIn } from "./names.ts";
import { loadParser, type Parse } from "./parse.ts";
import { readProcesses } from "./processes.ts";
import { readReads } from "./reads.ts";
import { readSchemas } from "./schemas.ts";
import { readStrings } from "./strings.ts";
import { scanTokens } from "./tokens.ts";

let parser: Promise<Parse> | undefined;

/** The scanner for programs in TypeScript and JavaScript; the parser is loaded once. */
export async function moduleScanner(): Promise<Scanner> {
  parser ??= loadParser();
  const parse = await parser;
  return (source) => scanModule(source, parse);
}

function scanModule({ file, text }: Parameters<Scanner>[0], parse: Parse): ReturnType<Scanner> {
  const parsed = parse(file, text);
  if (!parsed) return scanTokens({ file, text });
  const { tree } = parsed;
  const module = `module:${file}` as const;
  const place = { in: "text", file, span: [0, 0], statement: [0, 0] } as const;
  const code: Code = {
    file,
    text,
    tree,
    names: namesIn(parsed.scopes, tree),
    module,
    facts: [],
    subjects: new Map(),
    numbers: new Map(),
  };
  code.subjects.set(module, { id: module, name: file, ships: false, place });
  readReads(code);
  readBindings(code);
  readSchemas(code);
  readLogs(code);
  readContainers(code);
  readProcesses(code);
  // What others report is left to them, and what is known best comes first.
  readConnections(code);
  readCredentialCalls(code);
  readStrings(code);
  return { facts: code.facts, subjects: [...code.subjects.values()], links: [] };
}
