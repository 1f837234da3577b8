import type { Grant, Secret } from "../facts/index.ts";
import { showId, showPath, showPlace } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { definitionOf } from "./conventions/definitions.ts";
import { signOf } from "./conventions/remedy.ts";
import { maybeStack } from "./conventions/stack.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "slip" | "zero" | "wide" | "ignored";

/** Modes that people mean and write without their leading zero: read as decimal numbers, they are others. */
const digitsMeant = [400, 440, 444, 600, 640, 644] as const;

/** A grant whose mode cannot be what was meant. */
export const secretModeWrong = factRule({
  id: "secret-mode-wrong",
  over: "grant",
  title: "A granted secret has the wrong mode",
  why: "Modes are octal numbers, but YAML and the engine's API read decimal ones. `440` becomes 0670, which the group can write and its users cannot use as intended. With mode 0, only root can read the file, anyone who owns it.",
  severity: "high",
  tags: ["CWE-732", "CWE-1108"],
  messages: {
    slip: {
      what: "{key} is granted with mode {bits}: {digits} was read as a decimal number instead of {meant}",
      instead: "write the mode as an octal number",
      paste: "mode{sign}{meant}",
    },
    zero: {
      what: "{key} is granted with mode 0: only root can read it, anyone who owns it",
      instead: "grant it with a mode",
      paste: "mode{sign}0400",
    },
    wide: {
      what: "{key} is granted with mode {bits}: {who} can {does} it",
      instead: "use 0400 for its owner only, or 0440 with its group: a secret is only read",
      paste: "mode{sign}0400",
    },
    ignored: {
      what: "Compose ignores {fields}: {key} comes from a file, and the container sees the file's own owner and mode",
      instead: "remove {fields} (only Swarm honours them); set owner and mode on the host file",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: example/db:1\n    secrets:\n      - {source: pw, target: pw, mode: 440}\nsecrets:\n  pw:\n    external: true\n    name: pw_v1\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: example/db:1\n    secrets:\n      - {source: pw, target: pw, mode: 0440}\nsecrets:\n  pw:\n    external: true\n    name: pw_v1\n",
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'services:\n  db:\n    grants:\n      - {source: pw, target: pw, uid: "0", gid: "0", mode: "0000"}\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'services:\n  db:\n    grants:\n      - {source: pw, target: pw, uid: "0", gid: "0", mode: "0400"}\n',
        },
      },
    },
  ],

  check(grant, world) {
    const { mode, target } = grant;
    if (target === undefined || grant.during !== "run") return;
    if (world.sources(grant.subject, "task-of").length > 0) return;
    return wrongMode(grant, target, mode, world) ?? ignored(grant, world);
  },
});

function wrongMode(grant: Grant, target: string, mode: Grant["mode"], world: World): Report<Key> | undefined {
  if (!mode) return;
  const report = {
    at: grant,
    key: showPlace(target),
    words: {
      bits: octal(mode.bits),
      who: "",
      does: "",
      digits: "",
      meant: "",
      sign: signOf(grant.subject, world),
    },
  };
  const slip = digitsMeant.find((digits) => digits === mode.bits);
  if (slip) {
    report.words.digits = String(slip);
    report.words.meant = `0${slip}`;
    return { ...report, say: "slip" };
  }
  if (mode.bits === 0) return { ...report, say: "zero" };
  const writes = mode.bits & 0o222;
  // A script that is delivered as a secret has to be run.
  const runs = script.test(target) || script.test(grant.secret) ? 0 : mode.bits & 0o111;
  const wrong = writes | runs;
  if (wrong === 0) return;
  report.words.does = [...(writes ? ["write"] : []), ...(runs ? ["run"] : [])].join(" or ");
  report.words.who = (wrong & 0o003) !== 0 ? "every user" : (wrong & 0o030) !== 0 ? "its group" : "its owner";
  // The mount is read-only whatever the mode says.
  const ownerAlone = report.words.who === "its owner";
  return { ...report, say: "wide", ...(ownerAlone && { severity: "low" as const }) };
}

const script = /\.(?:sh|bash|py|pl|js)$|script|entry-?point|initdb|health-?check/i;

/** Owner and mode of a secret from a file, which Compose gives to no container; a stack would. */
function ignored(grant: Grant, world: World): Report<Key> | undefined {
  if (grant.seen !== "declared" || !grant.subject.startsWith("service:") || maybeStack(grant.subject, world)) return;
  const secret = definitionOf(grant.secret, grant.subject, world);
  if (secret?.from !== "file") return;
  const fields = (["uid", "gid", "mode"] as const).filter((field) => grant[field] !== undefined);
  if (fields.length === 0) return;
  const listed = fields
    .map((field) => `\`${field}\``)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " and ");
  const file = hostPath(secret);
  const owner =
    grant.uid === undefined
      ? ""
      : `chown ${showId(grant.uid)}${grant.gid === undefined ? "" : `:${showId(grant.gid)}`} ${file}\n`;
  const paste = `${owner}chmod ${grant.mode ? octal(grant.mode.bits) : "0400"} ${file}`;
  return { at: grant, key: grant.secret, say: "ignored", severity: "medium", words: { fields: listed, paste } };
}

/** Where the file is, from the root of the run: an included file begins at its own folder. */
function hostPath({ source, place, name }: Secret): string {
  const path = source && showPath(source);
  if (!path) return name;
  const folder = place.in === "text" ? place.file.replace(/[^/]*$/, "") : "";
  return /^(?:\/|~|\.\.)/.test(path) || folder === "" ? path : `./${folder}${path.replace(/^\.\//, "")}`;
}

function octal(bits: number): string {
  return bits.toString(8).padStart(4, "0");
}
