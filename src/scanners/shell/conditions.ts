import type { AndOr } from "unbash";
import type { Scope } from "./scope.ts";

/** What is in a branch. */
export function onCondition(scope: Scope): Scope {
  return { ...scope, conditional: true };
}

/**
 * Whether a command of a list runs on a condition: `[ … ] && x`, `[ … ] || x`, `x || y`. What merely follows, as in `x
 * && y`, runs where all is well.
 */
export function isCondition({ commands, operators }: AndOr, index: number): boolean {
  const [first] = commands;
  const tested =
    first?.type === "TestCommand" || (first?.type === "Command" && /^(?:\[|test)$/.test(first.name?.value ?? ""));
  return tested || operators[index - 1] === "||";
}
