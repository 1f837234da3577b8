import type { Grant } from "../facts/fact.ts";
import { soleLiteral } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { definitionsOf } from "./conventions/definitions.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { isStack, maybeStack } from "./conventions/stack.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "decimal" | "nobody" | "loose" | "world" | "ignored";

const outside = ["secrets:", "  pg_v1:", "    external: true"];

/** Permissions of a grant that do not mean what was meant. */
export const secretModeWrong = factRule({
  id: "secret-mode-wrong",
  over: "grant",
  title: "The permissions of a granted secret are not what they look like",
  why:
    "YAML reads `440` as a decimal number, which is 0670: others may write. Compose ignores owner and permissions of a secret that comes from a " +
    "file, and the container gets those of the file on the host. In both cases the file says one thing and the container has another.",
  severity: "high",
  tags: ["CWE-732"],
  messages: {
    decimal: {
      what: "`mode: {written}` is a decimal number: {key} gets the permissions {bits}",
      instead: "write it with a zero in front",
      paste: "mode: 0{written}",
    },
    nobody: {
      what: "`mode: {written}` lets nobody read {key}: the service cannot either, unless it is root",
      instead: "let the owner read it",
      paste: "mode: 0400",
    },
    loose: {
      what: "`mode: {written}` makes {key} writable or executable ({bits})",
      instead: "leave the permission to read alone",
      paste: "mode: {right}",
    },
    world: {
      what: "{key} is readable by every user of the container ({bits}), and {service} does not run as root",
      instead: "give it to the user that {service} runs as, alone",
      paste: 'uid: "…"\nmode: 0400',
    },
    ignored: {
      what: "Compose ignores {fields} here: {key} comes from a file, and the container gets the owner and the permissions of that file",
      instead: "set them on the file, and remove the lines; a stack of a swarm would honour them",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["secrets:", "  - source: pg_v1", "    mode: 440"], outside),
      good: composeExample("example/db:1", ["secrets:", "  - source: pg_v1", "    mode: 0440"], outside),
    },
    {
      bad: composeExample(
        "example/db:1",
        ["secrets:", "  - source: pg", '    uid: "999"', "    mode: 0400"],
        secretFiles("pg"),
      ),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: pg", '    uid: "999"', "    mode: 0400"],
        ["secrets:", "  pg:", "    environment: PG_PASSWORD"],
      ),
    },
  ],

  check(grant, world) {
    const { mode } = grant;
    const at = { at: grant, key: grant.secret };
    if (mode && /^[1-7][0-7]{2,3}$/.test(mode.written) && mode.bits !== Number.parseInt(mode.written, 8)) {
      return { ...at, say: "decimal", words: { written: mode.written, bits: octal(mode.bits) } };
    }
    return ignored(grant, world) ?? wrongBits(grant, world);
  },
});

function ignored(grant: Grant, world: World): Report<Key> | undefined {
  if (!grant.subject.startsWith("service:") || grant.during !== "run" || maybeStack(grant.subject, world))
    return undefined;
  const [secret] = definitionsOf(grant.secret, grant.subject, world);
  if (secret?.from !== "file") return undefined;
  const fields = (["uid", "gid", "mode"] as const).filter((field) => grant[field] !== undefined);
  if (fields.length === 0) return undefined;
  const listed = fields
    .map((field) => `\`${field}\``)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " and ");
  const owner =
    grant.uid === undefined ? "" : `chown ${grant.uid}${grant.gid === undefined ? "" : `:${grant.gid}`} …\n`;
  const paste = `${owner}chmod ${grant.mode ? octal(grant.mode.bits) : "0400"} …`;
  return { at: grant, key: grant.secret, say: "ignored", severity: "medium", words: { fields: listed, paste } };
}

function wrongBits(grant: Grant, world: World): Report<Key> | undefined {
  const { mode } = grant;
  if (!mode) return undefined;
  const at = { at: grant, key: grant.secret };
  const words = { written: mode.written, bits: octal(mode.bits), right: octal(mode.bits & 0o444) };
  if ((mode.bits & 0o444) === 0) return { ...at, say: "nobody", words };
  if ((mode.bits & 0o333) !== 0) return { ...at, say: "loose", severity: "medium", words };
  if ((mode.bits & 0o004) === 0 || !isAnotherUser(grant, world) || !isStack(grant.subject, world)) return undefined;
  const service = world.subject(grant.subject)?.name ?? "the service";
  return { ...at, say: "world", severity: "low", words: { ...words, service } };
}

/** Whether the service says that it runs as somebody else than root. */
function isAnotherUser(grant: Grant, world: World): boolean {
  const user = world.about(grant.subject, "setting").findLast(({ key }) => key === "user");
  const text = user && soleLiteral(user.value)?.text;
  return text !== undefined && text.length > 0 && !text.matches(/^(?:0|root)(?::|$)/);
}

function octal(bits: number): string {
  return `0${bits.toString(8).padStart(3, "0")}`;
}
