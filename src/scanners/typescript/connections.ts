import type { Span, Value } from "../../facts/index.ts";
import { soleLiteral } from "../../facts/value.ts";
import { base, type Code } from "./code.ts";
import { accessOf } from "./environment.ts";
import { bare, calleeName, keyName, type Node, propertiesOf } from "./tree.ts";
import { valueIn, valuesIn } from "./values.ts";

type Properties = ReturnType<typeof propertiesOf>;

const password = /^(?:password|passwd|pass|pwd)$/i;
const server = /^(?:host|hostname|server|database|dialect|service|brokers?|cluster)$/i;
const user = /^(?:user|username|login)$/i;
const own = /^(?:localhost|127\.0\.0\.1|::1|\[::1\])$/i;
const withPassword = /^[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;
const ownUrl = /@(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i;

/** Long enough for a token, and not words only. */
const likeToken = /^(?=\D*\d)[\w.+/=:~-]{16,300}$/;

/**
 * How a program connects to something: the password beside a host, `{ host: process.env.DB_HOST, password: "text" }`,
 * and a URL with one; what
 * sessions are signed with; texts that could be tokens. What is on the developer's own machine is left out.
 */
export function readConnections(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "ObjectExpression") readObject(node, code);
    else if (node.type === "Property" && !node.computed) readText(node, keyName(node.key, false), node.value, code);
    else if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init)
      readText(node, node.id.name, node.init, code);
    else if (node.type === "CallExpression") readSession(node, code);
  }
}

function readObject(object: Node, code: Code): void {
  if (object.type !== "ObjectExpression") return;
  const properties = propertiesOf(object);
  const found = [...properties].find(([name]) => password.test(name));
  if (!found || !(isConnection(properties, code) || isLogin(object, properties, code))) return;
  const [name, property] = found;
  const written = bare(property.value);
  // A name that is here is told where it is set.
  if (written.type !== "Literal" && written.type !== "TemplateLiteral") return;
  const value = valueIn(written, code);
  if (soleLiteral(value)) tell(code, property, name, value, written.range);
}

/** What says where to, and the whole is not of the developer's own machine. */
function isConnection(properties: Properties, code: Code): boolean {
  const hosts = [...properties].filter(([name]) => server.test(name));
  return hosts.length > 0 && !hosts.some(([, { value }]) => isOwn(value, code));
}

/** `auth: { user, pass }` in such an object; a user name from the environment beside it says the same. */
function isLogin(object: Node, properties: Properties, code: Code): boolean {
  const named = [...properties].find(([name]) => user.test(name));
  if (!named) return false;
  const parent = code.tree.parentOf(object);
  const outer = parent && code.tree.parentOf(parent);
  if (parent?.type === "Property" && outer?.type === "ObjectExpression" && keyName(parent.key, false) === "auth")
    return isConnection(propertiesOf(outer), code);
  return accessOf(bare(named[1].value), code)?.name !== undefined;
}

function isOwn(node: Node, code: Code): boolean {
  return valuesIn(node, code).every(([part, ...others]) => {
    const last = part?.is === "reference" ? soleLiteral(part.fallback ?? []) : part;
    return others.length === 0 && last?.is === "literal" && last.text.matches(own);
  });
}

function readText(node: Node, name: string | undefined, written: Node, code: Code): void {
  const one = bare(written);
  if (name === undefined || one.type !== "Literal" || typeof one.value !== "string") return;
  if (withPassword.test(one.value)) {
    if (!ownUrl.test(one.value)) tell(code, node, name, valueIn(one, code), one.range);
  } else if (likeToken.test(one.value)) tell(code, node, name, valueIn(one, code), one.range, "text");
}

/** `session({ secret: "text" })`. */
function readSession(call: Node, code: Code): void {
  if (call.type !== "CallExpression" || !/^(?:\w+\.)?(?:express|cookie)?session$/i.test(calleeName(call.callee)))
    return;
  const [options] = call.arguments;
  const found = options?.type === "ObjectExpression" ? propertiesOf(options).get("secret") : undefined;
  const written = found && bare(found.value);
  if (found && written?.type === "Literal") tell(code, found, "session_secret", valueIn(written, code), written.range);
}

interface Told {
  /** A label, a variable of a container and the like tell it by themselves. */
  others: readonly Span[];
  /** Each text is told once. */
  starts: Set<number>;
}

const toldIn = new WeakMap<Code, Told>();

function toldBefore(code: Code): Told {
  const before = toldIn.get(code);
  if (before) return before;
  const others = code.facts.flatMap((fact) => (fact.kind === "binding" ? [fact.valueSpan] : []));
  const told: Told = { others, starts: new Set() };
  toldIn.set(code, told);
  return told;
}

function tell(code: Code, node: Node, name: string, value: Value, valueSpan: Span, under = "connection"): void {
  const told = toldBefore(code);
  if (told.starts.has(valueSpan[0]) || told.others.some(([start, end]) => start >= valueSpan[0] && end <= valueSpan[1]))
    return;
  told.starts.add(valueSpan[0]);
  code.facts.push({
    kind: "binding",
    sink: "source",
    name,
    value,
    valueSpan,
    under,
    ...base(code, code.module, node),
  });
}
