import { soleLiteral } from "../../facts/value.ts";
import type { Code } from "./code.ts";
import { soleDeclared } from "./resolve.ts";
import { likeSecret } from "./strings.ts";
import { tellText } from "./told-texts.ts";
import { bare, calleeName, keyName, type Node, propertiesOf } from "./tree.ts";
import { valueIn } from "./values.ts";

/** A function that is passed a secret. */
interface CredentialCall {
  /** The last two names of what is called. */
  callee: RegExp;
  /** The secret is the argument of this number. */
  argument?: number;
  /** The secret is one of these properties of any argument, or of an object in it. */
  option?: RegExp;
  /** What the secret is. */
  is: string;
}

const calls: readonly CredentialCall[] = [
  { callee: /^(?:jwt|jsonwebtoken|JWT|JsonWebToken)\.(?:sign|verify)$/i, argument: 1, is: "jwt_secret" },
  {
    callee: /^(?:new )?(?:JwtModule\.register(?:Async)?|JwtStrategy|JwtService)$/,
    option: /^secret/,
    is: "jwt_secret",
  },
  { callee: /(?:^|\.)(?:sign|verify|signAsync|verifyAsync)$/, option: /^secret$/, is: "jwt_secret" },
  { callee: /^(?:expressJwt|expressjwt|koaJwt|jwt)$/i, option: /^secret$/, is: "jwt_secret" },
  { callee: /^(?:app|server|fastify|router|instance)\.(?:register|use)$/, option: /^secret$/, is: "secret" },
  { callee: /(?:^|\.)(?:express|cookie)?session$/i, option: /^(?:secret|keys)$/, is: "session_secret" },
  { callee: /(?:^|\.)cookieParser$/i, argument: 0, is: "cookie_secret" },
  {
    callee: /(?:^|\.)(?:getIronSession|withIronSession\w*|ironSession|createCookieSessionStorage)$/,
    option: /^(?:password|secrets?)$/,
    is: "session_secret",
  },
  {
    callee: /(?:^|\.)(?:createHmac|createCipheriv|createDecipheriv|createCipher)$/,
    argument: 1,
    is: "encryption_secret",
  },
  {
    callee: /(?:^|\.)(?:AES|TripleDES|DES|Rabbit|RC4)\.(?:encrypt|decrypt)$/,
    argument: 1,
    is: "encryption_secret",
  },
  { callee: /(?:^|\.)Hmac(?:MD5|SHA\d+)$/, argument: 1, is: "encryption_secret" },
  {
    callee: /^(?:\w+\.)?(?:db|admin|adminDb)\.(?:createUser|updateUser|auth|changeUserPassword)$/,
    option: /^pwd$/,
    is: "password",
  },
  { callee: /^new (?:\w+\.)?Sequelize$/, argument: 2, is: "password" },
  {
    callee:
      /^(?:new )?(?:\w+\.)?(?:createConnection|createPool|createTransport|createClient|Pool|Client|Sequelize|DataSource|Redis|ImapFlow|Imap)$/,
    option: /^(?:password|pass|pwd)$/,
    is: "password",
  },
];

/** The secrets that are passed to functions which sign, encrypt or connect: `jwt.sign(payload, "text")`. */
export function readCredentialCalls(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "CallExpression" || node.type === "NewExpression") readCall(node, code);
    else if (node.type === "Property" && keyName(node.key, node.computed) === "secretOrKey")
      tell(node.value, "jwt_secret", code);
  }
}

function readCall(node: Node, code: Code): void {
  if ((node.type !== "CallExpression" && node.type !== "NewExpression") || node.arguments.length === 0) return;
  const names = calleeName(node.callee).split(".").slice(-2).join(".");
  const callee = node.type === "NewExpression" ? `new ${names}` : names;
  for (const { callee: of, argument, option, is } of calls) {
    if (!of.test(callee)) continue;
    const passed = argument === undefined ? undefined : node.arguments[argument];
    if (passed && !isFromManual(node.arguments)) tell(passed, is, code);
    if (option) for (const one of node.arguments) readOptions(one, option, is, code, 2);
  }
}

/** `new Sequelize("database", "username", "password")`, as its manual has it. */
function isFromManual(passed: readonly Node[]): boolean {
  return (
    passed
      .slice(0, 3)
      .map((one) => keyName(one, true))
      .join() === "database,username,password"
  );
}

function readOptions(node: Node, option: RegExp, is: string, code: Code, depth: number): void {
  const one = bare(node);
  if (one.type !== "ObjectExpression" || depth < 0) return;
  for (const [name, { value }] of propertiesOf(one)) {
    if (option.test(name)) tell(value, is, code);
    else readOptions(value, option, is, code, depth - 1);
  }
}

/** A text that is written here, or a constant's; the first of a list is the one in use. */
function tell(node: Node, is: string, code: Code): void {
  const one = bare(node);
  if (one.type === "ArrayExpression") {
    for (const element of one.elements) if (element) tell(element, is, code);
    return;
  }
  const text = one.type === "Identifier" ? soleDeclared(one, code) : one;
  if (!text || (text.type !== "Literal" && text.type !== "TemplateLiteral")) return;
  const value = valueIn(text, code);
  if (soleLiteral(value))
    tellText(code, text, one.type === "Identifier" && likeSecret.test(one.name) ? one.name : is, value, "passed");
}
