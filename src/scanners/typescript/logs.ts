import { carriedBy } from "./carried.ts";
import { base, type Code } from "./code.ts";
import { calleeName } from "./tree.ts";

const loggers =
  /^(?:console\.(?:log|info|warn|error|debug|trace|dir|table)|(?:.*\.)?(?:logger|log|Logger|winston|pino)\.(?:trace|debug|verbose|info|log|warn|warning|error|fatal|silly)|process\.(?:stdout|stderr)\.write)$/;

/** What the program prints of its environment. */
export function readLogs(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type !== "CallExpression") continue;
    const by = calleeName(node.callee);
    if (!loggers.test(by)) continue;
    for (const argument of node.arguments) {
      for (const { from, name, node: read } of carriedBy(argument, code)) {
        const to = { is: "log", by } as const;
        const named = name === undefined ? {} : { name };
        code.facts.push({ kind: "read", from, ...named, to, ...base(code, code.module, read) });
      }
    }
  }
}
