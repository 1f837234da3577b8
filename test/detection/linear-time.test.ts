import { describe, expect, it } from "vitest";
import { createDetector } from "../../src/detection/detector.ts";
import { tokenShapes } from "../../src/detection/values/token.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import { cpuTime, growth } from "../support/cpu-time.ts";

const { suspect, suspectText } = createDetector();

const where = { file: "compose.yaml", sink: "config" } as const;
const header = ["-----BEGIN PRIVATE", "KEY-----"].join(" ");
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
  ...[header, `${header}\nMIGHAgEAMBMGByqGSM49AgEG`, "LS0tLS1CRUdJTi"],
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

const filled = (seed: string, length: number) => seed.repeat(Math.ceil(length / seed.length));

describe("100 KB of anything", () => {
  it.each(Object.entries(judges))("%s ends in a time that grows with its length", (_, judge) => {
    const slow: unknown[] = [];
    for (const seed of seeds) {
      const large = filled(seed, 100_000);
      const start = cpuTime();
      judge(large);
      if (cpuTime() - start < 100) continue;
      // Five times the text: five times the time, and something for what is only needed once. Twenty-five would be a
      // square.
      const times = growth(judge, [filled(seed, 20_000), large], 14, 1);
      if (times > 14) slow.push({ seed, times });
    }
    expect(slow).toEqual([]);
  });
});
