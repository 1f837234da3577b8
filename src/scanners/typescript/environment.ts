import type { Code } from "./code.ts";
import { bare, calleeName, keyName, type Node } from "./tree.ts";

/** A variable that is read. Without a name: one whose name is made when the program runs. */
export interface Access {
  from: "env" | "build-arg";
  name?: string;
}

const tooDeep = 8;
const objects: ReadonlySet<string> = new Set(["process.env", "globalThis.process.env", "Bun.env"]);
const getters =
  /^(?:Deno\.env\.get|(?:.*\.)?[cC]onfigService\.get(?:OrThrow)?|getenv|getEnv|getEnvVar|(?:this\.)?config\.get)$/;

/** Whether an expression is the whole environment: `process.env`, and what was made of it. */
export function environmentOf(node: Node, code: Code, depth = 0): Access["from"] | undefined {
  const one = bare(node);
  if (one.type === "MemberExpression") {
    const name = calleeName(one);
    if (objects.has(name)) return "env";
    return name === "import.meta.env" ? "build-arg" : undefined;
  }
  if (one.type === "CallExpression") return calleeName(one.callee) === "Deno.env.toObject" ? "env" : undefined;
  if (one.type !== "Identifier" || depth > tooDeep) return undefined;
  const declared = code.find(one.name, one);
  if (declared?.is === "import") {
    return declared.name === "env" && /^(?:node:)?process$/.test(declared.from) ? "env" : undefined;
  }
  if (declared?.is !== "variable") return undefined;
  if (declared.key === undefined) return environmentOf(declared.init, code, depth + 1);
  return declared.key === "env" && calleeName(declared.init) === "process" ? "env" : undefined;
}

/** What an expression reads from the environment, where it is nothing else: `process.env.X`, `env["X"]`, `Deno.env.get("X")`. */
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
  const declared = code.find(one.name, one);
  if (declared?.is !== "variable" || declared.key === undefined) return undefined;
  const from = environmentOf(declared.init, code);
  return from && { from, name: declared.key };
}

/** The text that a name stands for, where a constant of the file says it. */
function constantText(node: Node, code: Code): string | undefined {
  if (node.type !== "Identifier") return undefined;
  const declared = code.find(node.name, node);
  return declared?.is === "variable" && declared.key === undefined ? keyName(declared.init, true) : undefined;
}
