import { describe, expect, it } from "vitest";
import { Sealed } from "../../src/facts/sealed.ts";
import { suspectText } from "../../src/secrets/running-text.ts";
import { suspect } from "../../src/secrets/suspicion.ts";
import { tokenShapes } from "../../src/secrets/values/token.ts";
import { cpuTime } from "../support/cpu-time.ts";

const where = { file: "compose.yaml", sink: "config" } as const;
const seeds = [
  ..."aA0=:/\\'\"<>[]{}$%@#?&;,._- \n\tx",
  ...["key=", "password=", "password: ", '"password":"', "&password=x", "?token=", 'password"] = "', "a=b;"],
  ...[
    "://",
    "a://",
    "https://a:b@",
    "postgres://u:p",
    "postgres://u:p/",
    "https://<a>",
    "<a x>",
    "<password>",
    "<password x>x",
  ],
  ...["-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG", "LS0tLS1CRUdJTi"],
  ...["eyJ", ".eyJ", "eyJabcdefghijk.eyJ", "$2", "$6$", "$1$a", "$5$rounds=1$", "pbkdf2_sha256$1$", "{SSHA}", "a:b:"],
  ...[
    "basic ",
    "Bearer aaaaaaaaaaaaaaaaaaaa1 ",
    'name="x" value="',
    "name: password\n",
    "name: x\nvalue: ",
    "define('",
  ],
  ...[
    "machine ",
    "machine login ",
    "machine a login b password ",
    "login a\n",
    "user a ",
    "requirepass ",
    "h:5432:d:u:p\n",
    "h:5432:",
  ],
  ...[
    "your-",
    "change-",
    "<",
    "${",
    "$(",
    "{{",
    "1.",
    "1s",
    "a.",
    "./",
    "aB3",
    "Aa1!",
    "password",
    "é",
    "\uE000",
    "\\n",
    "../",
  ],
  ...new Set(tokenShapes.map(({ prefix }) => prefix.split(" ")[0] ?? "")),
];

const judges: Readonly<Record<string, (text: string) => unknown>> = {
  "as running text": (text) => suspectText(new Sealed(text), [0, text.length], where),
  "as a password": (text) => suspect("DB_PASSWORD", [literal(`${text}!`)], where),
  "as a name": (text) => suspect(text, [literal("canary808")], where),
};

function literal(text: string) {
  return { is: "literal", text: new Sealed(text), span: [0, text.length] } as const;
}

function time(judge: (text: string) => unknown, seed: string, length: number): number {
  const text = seed.repeat(Math.ceil(length / seed.length));
  const from = cpuTime();
  judge(text);
  return cpuTime() - from;
}

// A busy machine only ever adds, so the fastest of a few runs says most.
function fastest(judge: (text: string) => unknown, seed: string, length: number): number {
  return Math.max(1, Math.min(...[1, 2, 3].map(() => time(judge, seed, length))));
}

describe("100 KB of anything", () => {
  it.each(Object.entries(judges))("%s ends in a time that grows with its length", (_, judge) => {
    const slow: unknown[] = [];
    for (const seed of seeds) {
      if (time(judge, seed, 100_000) < 100) continue;
      const small = fastest(judge, seed, 20_000);
      const big = fastest(judge, seed, 100_000);
      // Five times the text: five times the time, and something for what is only needed once. Twenty-five would be a square.
      if (big > 14 * small) slow.push({ seed, small, big });
    }
    expect(slow).toEqual([]);
  });
});
