import type { Part, Sink, SubjectId, Value } from "../../facts/index.ts";
import { bind } from "../workflow/bind.ts";
import { part, type SystemScan } from "../workflow/scan.ts";
import type { BakeFile, Given } from "./file.ts";

/** Tells what a bake file says. A variable of the file represents its default wherever nobody sets it. */
export function factsOf(scan: SystemScan, { variables, targets }: BakeFile): void {
  const defaults = new Map<string, Value>();
  for (const { name, value } of variables) if (value && value.length > 0) defaults.set(name, value);
  for (const { name, span, value = [], valueSpan } of variables) {
    const reference: Part = { is: "reference", to: { store: "env", name }, span: valueSpan, fallback: value };
    bind(scan, scan.whole, span, { name, sink: "process-env", value: [reference], valueSpan });
  }
  for (const target of targets) {
    const id = part(scan, target.name, target.span);
    for (const one of target.args) tell(scan, id, one, "build-arg", defaults);
    for (const one of target.labels) tell(scan, id, one, "image-label", defaults);
    for (const one of target.others) tell(scan, id, one, "job-env", defaults);
  }
}

function tell(
  scan: SystemScan,
  subject: SubjectId,
  one: Given,
  sink: Sink,
  defaults: ReadonlyMap<string, Value>,
): void {
  const { name, span, valueSpan } = one;
  const outside: Part = { is: "reference", to: { store: "env", name }, span: valueSpan };
  const value = (one.value ?? [outside]).map((piece): Part => {
    const fallback = piece.is === "reference" ? defaults.get(piece.to.name) : undefined;
    return piece.is === "reference" && fallback ? { ...piece, fallback } : piece;
  });
  bind(scan, subject, span, { name, sink, value, valueSpan });
}
