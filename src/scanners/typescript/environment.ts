import type { Code } from "./code.ts";
import type { Origin } from "./origins.ts";
import { below, soleDeclared, type Trail } from "./resolve.ts";
import { bare, calleeName, keyName, type Node } from "./tree.ts";

/** A variable that is read. Without a name: one whose name is made when the program runs. */
export interface Access {
  from: "env" | "build-arg";
  name?: string;
}

const objects: ReadonlySet<string> = new Set(["process.env", "globalThis.process.env", "Bun.env"]);
const processModule = /^(?:node:)?process$/;
const getters =
  /^(?:Deno\.env\.get|(?:.*\.)?[cC]onfigService\.get(?:OrThrow)?|getenv|getEnv|getEnvVar|(?:this\.)?config\.get)$/;

const follow = (): Trail => ({ left: 32 });

/** Whether an expression is the whole environment: `process.env`, and what was made of it. */
export function environmentOf(node: Node, code: Code, trail = follow()): Access["from"] | undefined {
  const one = bare(node);
  if (one.type === "MemberExpression") {
    const name = calleeName(one);
    if (objects.has(name)) return isOwn(one.object, code) ? undefined : "env";
    if (name === "import.meta.env") return "build-arg";
    return keyName(one.property, one.computed) === "env" && isProcess(one.object, code, trail) ? "env" : undefined;
  }
  if (one.type === "CallExpression") return calleeName(one.callee) === "Deno.env.toObject" ? "env" : undefined;
  if (one.type !== "Identifier") return undefined;
  for (const origin of code.names.originsOf(one) ?? []) {
    const from = environmentIn(origin, code, trail);
    if (from) return from;
  }
  return undefined;
}

function environmentIn(origin: Origin, code: Code, trail: Trail): Access["from"] | undefined {
  if (origin.is === "import") return origin.name === "env" && processModule.test(origin.from) ? "env" : undefined;
  if (origin.is === "unknown" || trail.left-- <= 0) return undefined;
  return environmentAt(origin.node, origin.path, code, trail);
}

function environmentAt(node: Node, path: readonly string[], code: Code, trail: Trail): Access["from"] | undefined {
  if (path.length === 0) return environmentOf(node, code, trail);
  if (path.length === 1 && path[0] === "env" && isProcess(node, code, trail)) return "env";
  for (const inner of below(node, path, code)) {
    const from = trail.left-- > 0 ? environmentOf(inner, code, trail) : undefined;
    if (from) return from;
  }
  return undefined;
}

/** Whether an expression is Node's `process`. */
export function isProcess(node: Node, code: Code, trail = follow()): boolean {
  const one = bare(node);
  if (one.type === "MemberExpression") return /^global(?:This)?\.process$/.test(calleeName(one));
  if (one.type === "ImportExpression") return processModule.test(keyName(one.source, true) ?? "");
  if (one.type === "CallExpression") {
    const [first] = one.arguments;
    return (
      calleeName(one.callee) === "require" && first !== undefined && processModule.test(keyName(first, true) ?? "")
    );
  }
  if (one.type !== "Identifier") return false;
  if (one.name === "process") return !isOwn(one, code);
  return (code.names.originsOf(one) ?? []).some((origin) => {
    if (origin.is === "import") return /^(?:\*|default)$/.test(origin.name) && processModule.test(origin.from);
    return origin.is === "value" && origin.path.length === 0 && trail.left-- > 0 && isProcess(origin.node, code, trail);
  });
}

/** Whether the program makes something of its own under a name that Node gives: `const process = { env: {} }`. */
function isOwn(node: Node, code: Code): boolean {
  let one = bare(node);
  while (one.type === "MemberExpression") one = bare(one.object);
  const origins = code.names.originsOf(one) ?? [];
  const made = /^(?:Object|Array|Class|(?:Arrow)?Function|TSEnum|TSModule)/;
  return origins.length > 0 && origins.every((origin) => origin.is === "value" && made.test(origin.node.type));
}

/**
 * What an expression reads from the environment, where it is nothing else: `process.env.X`, `env["X"]`,
 * `Deno.env.get("X")`.
 */
export function accessOf(node: Node, code: Code): Access | undefined {
  const one = bare(node);
  if (one.type === "MemberExpression") {
    const from = environmentOf(one.object, code);
    if (!from) return undefined;
    const name = keyName(one.property, one.computed) ?? constantText(one.property, code);
    return name === undefined ? { from } : { from, name };
  }
  if (one.type === "CallExpression" && getters.test(calleeName(one.callee))) {
    const [first] = one.arguments;
    const name = first && keyName(first, true);
    return name !== undefined && /^[A-Z][A-Z\d_]+$/.test(name) ? { from: "env", name } : undefined;
  }
  if (one.type !== "Identifier") return undefined;
  const [origin, ...others] = firstValues(code.names.originsOf(one));
  return origin && others.length === 0 ? accessIn(origin, code) : undefined;
}

/** What a pattern takes from the environment: `X` of `const { X } = process.env`. */
export function accessIn(origin: Origin, code: Code): Access | undefined {
  const name = origin.is === "value" && origin.path.at(-1);
  if (!name) return undefined;
  const from = environmentAt(origin.node, origin.path.slice(0, -1), code, follow());
  return from && { from, name };
}

/** As `accessOf`, names followed to what they were read from: `x` of `let x = process.env.X`. */
export function readBy(node: Node, code: Code, trail = follow()): Access | undefined {
  const one = bare(node);
  const access = accessOf(one, code);
  if (access || one.type !== "Identifier") return access;
  for (const origin of firstValues(code.names.originsOf(one))) {
    if (origin.is !== "value" || trail.left-- <= 0) continue;
    const found = origin.path.length === 0 ? readBy(origin.node, code, trail) : accessIn(origin, code);
    if (found) return found;
  }
  return undefined;
}

function firstValues(origins: readonly Origin[] = []): readonly Origin[] {
  return origins.filter((one) => one.is !== "value" || !one.standsIn);
}

/** The text that an expression represents, where a constant of the file says it. */
function constantText(node: Node, code: Code): string | undefined {
  const declared = soleDeclared(node, code);
  return declared && keyName(declared, true);
}
