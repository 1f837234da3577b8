import { soleLiteral } from "../../facts/value.ts";
import type { Code } from "./code.ts";
import { accessOf } from "./environment.ts";
import { tellText } from "./told-texts.ts";
import { bare, keyName, type Node, propertiesOf } from "./tree.ts";
import { valueIn, valuesIn } from "./values.ts";

type Properties = ReturnType<typeof propertiesOf>;

const password = /^(?:password|passwd|pass|pwd)$/i;
const server = /^(?:host|hostname|server|database|dialect|service|brokers?|cluster)$/i;
const user = /^(?:user|username|login)$/i;
const own = /^(?:localhost|127\.0\.0\.1|::1|\[::1\])$/i;

/** How a program connects: the password beside a host, `{ host: process.env.DB_HOST, password: "text" }`. */
export function readConnections(code: Code): void {
  for (const node of code.tree.nodes) if (node.type === "ObjectExpression") readObject(node, code);
}

function readObject(object: Node, code: Code): void {
  if (object.type !== "ObjectExpression") return;
  const properties = propertiesOf(object);
  const found = [...properties].find(([name]) => password.test(name));
  if (!found) return;
  const to = hostOf(properties, code) ?? hostOfLogin(object, properties, code);
  if (!to) return;
  const [name, property] = found;
  const written = bare(property.value);
  // A name that is here is told where it is set.
  if (written.type !== "Literal" && written.type !== "TemplateLiteral") return;
  const value = valueIn(written, code);
  if (soleLiteral(value)) tellText(code, property, name, value, to);
}

/** What says where to: another machine, or the one that the program runs on. */
function hostOf(properties: Properties, code: Code): "connection" | "local" | undefined {
  const hosts = [...properties].filter(([name]) => server.test(name));
  if (hosts.length === 0) return undefined;
  return hosts.some(([, { value }]) => isOwn(value, code)) ? "local" : "connection";
}

/** `auth: { user, pass }` in such an object; a user name from the environment beside it says the same. */
function hostOfLogin(object: Node, properties: Properties, code: Code): "connection" | "local" | undefined {
  const named = [...properties].find(([name]) => user.test(name));
  if (!named) return undefined;
  const parent = code.tree.parentOf(object);
  const outer = parent && code.tree.parentOf(parent);
  if (parent?.type === "Property" && outer?.type === "ObjectExpression" && keyName(parent.key, false) === "auth")
    return hostOf(propertiesOf(outer), code);
  return accessOf(bare(named[1].value), code)?.name === undefined ? undefined : "connection";
}

function isOwn(node: Node, code: Code): boolean {
  return valuesIn(node, code).every(([part, ...others]) => {
    const last = part?.is === "reference" ? soleLiteral(part.fallback ?? []) : part;
    return others.length === 0 && last?.is === "literal" && last.text.matches(own);
  });
}
