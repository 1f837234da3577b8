import type { Grant, SubjectId } from "../facts/fact.ts";
import type { World } from "../facts/world.ts";
import { secretPathIn } from "../secrets/run-secrets.ts";
import { aboutService, receivers } from "./conventions/receivers.ts";
import { commandLine, definition, signOf, syntaxOf } from "./conventions/remedy.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "not-granted" | "other-target";

/** A variable names a file below /run/secrets that nobody puts there. */
export const fileVariableTarget = factRule({
  id: "file-variable-target",
  over: "binding",
  title: "A variable points at a secret that the service does not have",
  why:
    "A secret lies below /run/secrets only where it is granted, under the target of the grant. Without it the file is missing: the service " +
    "stops, or starts with an empty or a default password, and nobody notices the second.",
  severity: "high",
  tags: ["CWE-1188", "CWE-665"],
  messages: {
    "not-granted": {
      what: "{key} points at {path}, and {service} is not granted that secret: the file does not exist",
      instead: "grant {secret} to {service}",
      paste: "{paste}",
    },
    "other-target": {
      what: "{key} points at {path}, and {service} has {secret} at {target}: the file does not exist",
      instead: "set {key} to {target}, or give the grant that target",
      paste: "{key}{sign}{target}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [admin_token]\nsecrets:\n  admin_token:\n    file: ./secrets/admin_token\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./secrets/db_password\n",
        },
      },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/pg\n    secrets:\n      - source: pg\n        target: pgpass\nsecrets:\n  pg:\n    file: ./pg\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/pgpass\n    secrets:\n      - source: pg\n        target: pgpass\nsecrets:\n  pg:\n    file: ./pg\n",
        },
      },
    },
  ],

  check(binding, world) {
    const path = secretPathIn(binding.value);
    if (path === undefined) return;
    const reports: Report<Key>[] = [];
    // Of several services that share an env file one is meant, and the others must not be granted its secret.
    const all = receivers(binding, world).filter((id) => id.startsWith("service:"));
    if (binding.sink === "env-file" && all.some((service) => isThere(path, service, world))) return;
    for (const service of receivers(binding, world)) {
      if (!service.startsWith("service:") || isThere(path, service, world)) continue;
      if (isUpdate(service, world)) continue;
      const granted = aboutService(service, "grant", world).filter(({ during }) => during === "run");
      const secret = path.slice("/run/secrets/".length);
      const near = granted.find((grant) => grant.secret === secret && grant.target !== undefined);
      const isDefined = world.all("secret").some(({ name }) => name === secret);
      const name = world.subject(service)?.name ?? "the service";
      const words = {
        path,
        service: name,
        secret,
        target: near?.target ?? "",
        sign: binding.sink === "container-env" ? signOf(service, world) : "=",
        paste: grantLines(secret, service, isDefined, world),
      };
      const related = near ? [{ fact: near, note: `granted as ${near.target} here` }] : [];
      reports.push({
        at: binding,
        span: binding.valueSpan,
        key: binding.name,
        say: near ? "other-target" : "not-granted",
        words,
        related,
      });
    }
    return reports.slice(0, 1);
  },
});

/** How the service is granted it, where it is written or runs. */
function grantLines(secret: string, service: SubjectId, isDefined: boolean, world: World): string {
  const syntax = syntaxOf(service, world);
  const { started, name } = world.subject(service) ?? {};
  if (syntax === "service-update") return `docker service update ${commandLine(secret, syntax)} ${name}`;
  if (syntax !== "compose") return commandLine(secret, syntax);
  const grant = `services: {${started?.name ?? name}: {secrets: [${secret}]}}`;
  return isDefined ? grant : `${grant}\n${definition(secret)}`;
}

/** `docker service update` says nothing of what the service has already. */
function isUpdate(service: SubjectId, world: World): boolean {
  return syntaxOf(service, world) !== "compose" && !world.about(service, "setting").some(({ key }) => key === "image");
}

/** Granted or mounted there, or not to be told. */
function isThere(path: string, service: SubjectId, world: World): boolean {
  if (!world.complete(service, "grant") || !world.complete(service, "mount")) return true;
  const holds = (target: string) => path === target || path.startsWith(`${target}/`);
  const isHere = ({ during, target }: Grant) => during === "run" && target !== undefined && holds(plain(target));
  return (
    aboutService(service, "grant", world).some(isHere) ||
    aboutService(service, "mount", world).some((mount) => mount.type !== "tmpfs" && holds(plain(mount.path)))
  );
}

/** `/var/run` is `/run`. */
function plain(path: string): string {
  return path.replace(/^\/var\/run\//, "/run/");
}
