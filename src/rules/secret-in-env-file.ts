import type { Fact } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, nature, secretName, shownBinding } from "./bindings.ts";
import { toSecret } from "./conventions/moves.ts";
import { definition, remedy } from "./conventions/remedy.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "tracked" | "file" | "commented";

/** Plaintext in an env file, a live token after a comment sign included. */
export const secretInEnvFile = worldRule({
  id: "secret-in-env-file",
  over: "world",
  title: "An env file contains a secret",
  why: "Anyone with the file has every secret in it. In git it stays for ever, for everyone who clones. As `env_file:` it becomes part of the container's environment, which `docker inspect` shows. One env file for several services gives each of them all secrets.",
  severity: "medium",
  tags: ["CWE-312", "CWE-526"],
  messages: {
    tracked: {
      what: "{key} is hard-coded and git tracks this file{nature}: anyone who clones the repository can read it{reaches}",
      instead: "change the secret and {keep}; {grant}",
      paste: "{untrack}\n{paste}",
    },
    file: {
      what: "{key} is hard-coded{nature}{reaches}",
      instead: "keep it in its own file, readable only by its owner; {grant}",
      paste: "{paste}",
    },
    commented: {
      what: "{key} is commented out but is still a live secret{nature}: anyone who reads the file can use it",
      instead: "delete the line; change the secret if git tracks the file",
    },
  },
  examples: [
    {
      bad: { files: { ".env": "SMTP_HOST=mail.example.net\nSMTP_PASS='lantern-808-canary'\n" } },
      good: { files: { ".env": "SMTP_HOST=mail.example.net\nSMTP_PASS_FILE=/run/secrets/smtp_pass\n" } },
    },
    {
      bad: { files: { "prod.env": "export ADMIN_PASSWORD=orchid-42-canary\n" } },
      good: { files: { "prod.env": "ADMIN_PASSWORD=\n" } },
    },
  ],

  check(world) {
    const reports: Report<Key>[] = [];
    for (const binding of world.all("binding")) {
      if (binding.sink !== "env-file") continue;
      const suspicion = world.judge.suspectBinding(binding);
      if (!isUsable(suspicion) || suspicion.by === "url" || suspicion.inFallback) continue;
      const tracked = isTracked(binding, world);
      const move = toSecret(binding, world);
      reports.push({
        at: binding,
        ...judged(suspicion),
        key: binding.name,
        say: tracked ? "tracked" : "file",
        severity: tracked ? "high" : "medium",
        words: words(binding, binding.name, nature(suspicion), world),
        shown: shownBinding(binding.name, binding.value),
        ...(move && { remedy: move }),
      });
    }
    for (const text of world.all("text")) {
      if (text.sink !== "comment") continue;
      const suspicion = world.judge.suspect(text.name, text.value, { file: fileOf(text), sink: "comment" });
      // In a comment, only what is certainly live counts: examples and old defaults are what comments are for.
      if (suspicion.is !== "secret" || (suspicion.by !== "token" && suspicion.by !== "private-key")) continue;
      reports.push({
        at: text,
        ...judged(suspicion),
        key: text.name,
        say: "commented",
        words: words(text, text.name, nature(suspicion), world),
        shown: shownBinding(text.name, text.value),
      });
    }
    return reports;
  },
});

function isTracked(fact: Fact, world: World): boolean {
  return world.about(fact.subject, "file").some((file) => file.tracked === true);
}

function words(fact: Fact, name: string, kind: string, world: JudgedWorld): Record<string, string> {
  const services = [
    // Two compose files can have a service of one name.
    ...new Set(world.users(fact.subject, "env-file").map((subject) => subject.name)),
  ];
  const reaches = services.length === 0 ? "" : `; it becomes part of the environment of ${listed(services)}`;
  return { nature: kind, reaches, ...keeping(fileOf(fact)), ...granting(fact, name, world) };
}

/** What is only for one machine leaves git; a file of defaults stays, because the project needs it. */
function keeping(file: string): { keep: string; untrack: string } {
  if (!/(?:^|\/)\.env(?:\.local)?$/.test(file)) return { keep: "leave it empty in this file", untrack: "" };
  return {
    keep: "keep it in a file that git ignores",
    untrack: `git rm --cached ${file} && echo ${file} >> .gitignore`,
  };
}

/**
 * How the services that get the file can have the secret instead, in the terms of the first one whose image is known.
 */
function granting(fact: Fact, name: string, world: JudgedWorld): { grant: string; paste: string } {
  for (const { id } of world.users(fact.subject, "env-file")) {
    const known = remedy(name, id, world, "env-file");
    if (known) return { grant: known.instead, paste: known.paste };
  }
  const secret = secretName(name);
  return { grant: `grant it as ${secret}`, paste: definition(secret) };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more services` : shown;
}
