import type { Sink, Span, SubjectId, Value } from "../../facts/index.ts";
import { showImageName } from "../../facts/shown.ts";
import { pairOf } from "../engine-cli/pair.ts";
import { base, beginContainer, type Code } from "./code.ts";
import { declaredAs } from "./resolve.ts";
import { bare, calleeName, keyName, type Node, propertiesOf } from "./tree.ts";
import { valueIn, valuesIn } from "./values.ts";

/**
 * What the program has an engine start: dockerode's `Env: ["X=text"]`, testcontainers' `withEnvironment({ X: "text"
 * })`.
 */
export function readContainers(code: Code): void {
  if (!/dockerode|Docker|testcontainers|withEnvironment|createContainer/.test(code.text)) return;
  for (const node of code.tree.nodes) {
    if (node.type === "ObjectExpression") readOptions(node, code);
    else if (node.type === "CallExpression") readCall(node, code);
  }
}

/** `{ Image: "x", Env: ["X=text"], Labels: { … } }`, wherever it is passed to. */
function readOptions(object: Node, code: Code): void {
  if (object.type !== "ObjectExpression") return;
  const properties = propertiesOf(object);
  const credentials = properties.get("authconfig");
  if (credentials) bindObject(code, code.module, credentials.value, "source");
  const list = properties.get("Env");
  const buildArgs = properties.get("buildargs");
  if (buildArgs) bindObject(code, code.module, buildArgs.value, "build-arg");
  const arrays = list ? resolved(list.value, code).filter((one) => one.type === "ArrayExpression") : [];
  if (arrays.length === 0) return;
  const image = properties.get("Image");
  const subject = started(code, object, image?.value, keyName(properties.get("name")?.value ?? object, true));
  for (const element of arrays.flatMap((one) => one.elements)) if (element) bindPair(code, subject, element);
  const labels = properties.get("Labels");
  if (labels) bindObject(code, subject, labels.value, "container-label");
}

function readCall(call: Node, code: Code): void {
  if (call.type !== "CallExpression") return;
  const name = calleeName(call.callee);
  const [first] = call.arguments;
  if (/(?:^|\.)withEnvironment$/.test(name) && first) {
    bindObject(code, started(code, call, imageBefore(call)), first, "container-env");
  }
}

/** The `new GenericContainer("postgres:16")` that a chain of calls begins with. */
function imageBefore(call: Node): Node | undefined {
  let one: Node = call;
  for (;;) {
    if (one.type === "CallExpression") one = bare(one.callee);
    else if (one.type === "MemberExpression") one = bare(one.object);
    else return one.type === "NewExpression" ? one.arguments[0] : undefined;
  }
}

function started(code: Code, node: Node, image: Node | undefined, named?: string): SubjectId {
  const value = image ? valueIn(image, code) : [];
  const text = image && keyName(image, true);
  const name = named ?? (text && showImageName(text));
  const subject = beginContainer(code, name || "a container", node);
  if (value.length > 0) {
    code.facts.push({ kind: "setting", key: "image", value, ...base(code, subject, image ?? node) });
  }
  return subject;
}

function resolved(node: Node, code: Code): readonly Node[] {
  const one = bare(node);
  const declared = declaredAs(one, code);
  return declared.length > 0 ? declared : [one];
}

function bindObject(code: Code, subject: SubjectId, node: Node, sink: Sink): void {
  for (const object of resolved(node, code)) {
    if (object.type !== "ObjectExpression") continue;
    for (const [name, property] of propertiesOf(object)) {
      for (const value of valuesIn(property.value, code))
        tell(code, subject, property, name, value, property.value.range, sink);
    }
  }
}

/** `"X=text"`, `"X=" + value`, `` `X=${value}` ``. */
function bindPair(code: Code, subject: SubjectId, node: Node): void {
  for (const value of valuesIn(node, code)) {
    const pair = pairOf({ value, span: [node.range[0], node.range[1] - 1] });
    if (pair?.value) tell(code, subject, node, pair.name, pair.value, pair.valueSpan, "container-env");
  }
}

function tell(
  code: Code,
  subject: SubjectId,
  node: Node,
  name: string,
  value: Value,
  valueSpan: Span,
  sink: Sink,
): void {
  code.facts.push({ kind: "binding", sink, name, value, valueSpan, ...base(code, subject, node) });
}
