import { secretPathIn } from "../detection/run-secrets.ts";
import type { Binding, Grant, Process, SubjectId } from "../facts/index.ts";
import { show, showPlace } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { absentFiles } from "./conventions/absent-files.ts";
import { definitionOf } from "./conventions/definitions.ts";
import { pathsRead } from "./conventions/read-paths.ts";
import { aboutService, isTakenAway, receivers } from "./conventions/receivers.ts";
import { commandLine, definition, signOf, syntaxOf } from "./conventions/remedy.ts";
import { placeOf } from "./conventions/usage.ts";
import type { JudgedWorld } from "./judged-world.ts";
import type { Move } from "./move.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "not-granted" | "other-target" | "read-not-granted" | "read-other-target" | "absent" | "absent-elsewhere";

/** A variable or a command names a file below /run/secrets that nobody puts there. */
export const fileVariableTarget = worldRule<Key>({
  id: "file-variable-target",
  over: "world",
  title: "A variable or a command names a secret that the service does not have",
  why: "A secret exists below /run/secrets only if it is granted, at the target of its grant. Otherwise the file is missing. The service stops, or starts with an empty or a default password.",
  severity: "high",
  tags: ["CWE-1188", "CWE-665"],
  messages: {
    "not-granted": {
      what: "{key} points to {path}, but {service} is not granted that secret: the file does not exist",
      instead: "grant {secret} to {service}",
      paste: "{paste}",
    },
    "other-target": {
      what: "{key} points to {path}, but {service} has {secret} at {target}: the file does not exist",
      instead: "set {key} to {target}; or change the target of the grant",
      paste: "{key}{sign}{target}",
    },
    "read-not-granted": {
      what: "the {place} of {service} reads {path}, but {service} is not granted that secret: the file does not exist",
      instead: "grant {secret} to {service}",
      paste: "{paste}",
    },
    "read-other-target": {
      what: "the {place} of {service} reads {path}, but {service} has {secret} at {target}: the file does not exist",
      instead: "read {target}; or change the target of the grant",
      paste: "{target}",
    },
    absent: {
      what: "{key} points to {path}, and there is no such file in the running container",
      instead: "{instead}",
      paste: "{paste}",
    },
    "absent-elsewhere": {
      what: "{key} points to a file that does not exist in the running container",
      instead: "mount the secret there; or set {key} to its path below /run/secrets",
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

  check(world) {
    return [
      ...world.all("binding").flatMap((binding) => ofVariable(binding, world)),
      ...[...world.subjects()].flatMap(({ id }) => ofCommands(id, world)),
      ...world.all("process").flatMap((main) => ofContainer(main, world)),
    ];
  },
});

function ofVariable(binding: Binding, world: World): Report<Key>[] {
  const path = secretPathIn(binding.value);
  if (path === undefined) return [];
  // Of several services that share an env file one is meant, and the others must not be granted its secret.
  const all = receivers(binding, world).filter((id) => id.startsWith("service:"));
  if (binding.sink === "env-file" && all.some((service) => isThere(path, service, world))) return [];
  const service = all.find((id) => !isThere(path, id, world) && !isUpdate(id, world));
  if (service === undefined) return [];
  const { near, words, remedy } = lack(path, service, world);
  const say = near ? "other-target" : "not-granted";
  const sign = binding.sink === "container-env" ? signOf(service, world) : "=";
  return [
    {
      at: binding,
      span: binding.valueSpan,
      key: binding.name,
      say,
      words: { ...words, sign },
      related: granted(near),
      ...(remedy && { remedy }),
    },
  ];
}

/** Of a container that runs, it was seen which files are there. */
function ofContainer(main: Process, world: JudgedWorld): Report<Key>[] {
  return absentFiles(main, world).map(({ name: key, at, path }) => {
    if (path === undefined) return { at, key, say: "absent-elsewhere" };
    const { words } = lack(path, main.subject, world);
    return {
      at,
      key,
      say: "absent",
      words: { ...words, ...howToGive(words.secret ?? "", words.paste ?? "", main.subject, world) },
    };
  });
}

/** What a compose file tells a service to do; what an image does by itself is beyond it. */
function ofCommands(service: SubjectId, world: World): Report<Key>[] {
  if (!service.startsWith("service:")) return [];
  const commands = world.about(service, "command").filter((command) => !isTakenAway(command, world));
  return pathsRead(commands)
    .filter(({ read }) => !isThere(read.path, service, world) && !isUpdate(service, world))
    .map(({ command, read: { path, span } }) => {
      const { near, words, remedy } = lack(path, service, world);
      const say = near ? "read-other-target" : "read-not-granted";
      const place = placeOf(command);
      const related = granted(near);
      return { at: command, span, key: path, say, words: { ...words, place }, related, ...(remedy && { remedy }) };
    });
}

/** What the service has instead of the secret at this path, and the words for both. */
function lack(
  path: string,
  service: SubjectId,
  world: World,
): { near?: Grant; words: Record<string, string>; remedy?: Move } {
  const grants = aboutService(service, "grant", world).filter(({ during }) => during === "run");
  const secret = path.slice("/run/secrets/".length);
  const near = grants.find((grant) => grant.secret === secret && grant.target !== undefined);
  const isDefined = world.all("secret").some(({ name }) => name === secret);
  const name = world.subject(service)?.name ?? "the service";
  const paste = grantLines(secret, service, isDefined, world);
  const file = world.subject(service)?.place.file ?? "";
  const defined = definitionOf(secret, service, world) !== undefined;
  const isPlain = /^[\w.-]+$/.test(secret) && world.subject(`project:${file}`) !== undefined;
  return {
    ...(near && { near }),
    ...(!near && isPlain && { remedy: { move: "grant", service, secret, defined } as const }),
    words: { path, service: name, secret, target: showPlace(near?.target ?? ""), paste },
  };
}

/** What gives a container the file, by how it was started. */
function howToGive(secret: string, paste: string, container: SubjectId, world: World): Record<string, string> {
  const { tool = "docker", name = "" } = world.subject(container)?.started ?? {};
  if (tool === "docker") return { instead: `start ${name} again with the file mounted there`, paste };
  if (tool === "podman") return { instead: `start ${name} again with the secret`, paste: `--secret ${secret}` };
  if (tool === "quadlet") return { instead: "add the secret to the unit; restart it", paste: `Secret=${secret}` };
  return { instead: `grant ${secret} to ${name}`, paste };
}

/** How the service is granted it, where it is written or runs. */
function grantLines(secret: string, service: SubjectId, isDefined: boolean, world: World): string {
  const syntax = syntaxOf(service, world);
  const { started, name } = world.subject(service) ?? {};
  if (syntax === "service-update") return `docker service update ${commandLine(secret, syntax)} ${name}`;
  if (syntax !== "compose") return commandLine(secret, syntax);
  const grant = `services: {${started?.name ?? name}: {secrets: [${secret}]}}`;
  return isDefined ? grant : `${grant}\n${definition(secret)}`;
}

function granted(near: Grant | undefined): { fact: Grant; note: string }[] {
  return near ? [{ fact: near, note: show`granted as ${showPlace(near.target ?? "")} here` }] : [];
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
