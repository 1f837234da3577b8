import type { Secret } from "../facts/index.ts";
import { showId, showPath, showPlace } from "../facts/shown.ts";
import { references, soleLiteral } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { grantsAround } from "./conventions/definitions.ts";
import { composeExample } from "./conventions/examples.ts";
import { fileOfSubject } from "./conventions/receivers.ts";
import { isStack } from "./conventions/stack.ts";
import { factRule } from "./rule.ts";

/** A secret of a swarm whose name holds no version. */
export const secretNotVersioned = factRule({
  id: "secret-not-versioned",
  over: "secret",
  title: "A swarm's secret has no version in its name",
  why: "A swarm's secret cannot be changed, only replaced. The new secret needs another name, and each service needs a new grant. With a version in the name and a target without one, a rotation is one line.",
  severity: "info",
  tags: ["CWE-324"],
  messages: {
    unversioned: {
      what: "{secrets} no version in the name: a swarm cannot change {it} in place",
      instead: "add a version to the name; keep the path that the services read",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: composeExample(
        "example/db:1",
        ["secrets: [db_password]"],
        ["secrets:", "  db_password:", "    external: true"],
      ),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: db_password_v1", "    target: db_password"],
        ["secrets:", "  db_password_v1:", "    external: true"],
      ),
    },
    {
      bad: composeExample(
        "example/db:1",
        ["deploy:", "  placement:", "    constraints: [node.role == manager]", "secrets: [pg]"],
        ["secrets:", "  pg:", "    file: ./pg"],
      ),
      good: composeExample(
        "example/db:1",
        ["deploy:", "  placement:", "    constraints: [node.role == manager]", "secrets: [pg]"],
        ["secrets:", "  pg:", "    file: ./pg", "    name: pg_v1"],
      ),
    },
  ],

  check(secret, world) {
    if (!isStack(secret.subject, world) || isVersioned(secret)) return;
    // One finding for a file: anyone who does it for one secret does it for all.
    const all = world.about(secret.subject, "secret").filter((one) => !isVersioned(one));
    if (all[0] !== secret) return;
    const words = {
      secrets: listed(all.map(({ name }) => name)),
      it: all.length === 1 ? "it" : "them",
      paste: rotation(secret, world),
    };
    return { at: secret, key: secret.name, say: "unversioned", words };
  },
});

function isVersioned({ name, engineName }: Secret): boolean {
  if (!engineName) return version.test(name);
  if ([...references(engineName)].length > 0) return true;
  return soleLiteral(engineName)?.text.matches(version) ?? true;
}

function listed(names: readonly string[]): string {
  const [first = "", second] = names;
  if (second === undefined) return `secret ${first} has`;
  if (names.length === 2) return `secrets ${first} and ${second} have`;
  return `secrets ${first}, ${second} and ${names.length - 2} more have`;
}

/** A number, a date or a version at the end, or set apart. */
const version = /(?:^|[._-])v?\d+(?:[._-]\d+)*$|\dv?\d*$|[._-]v\d+[._-]/i;

/**
 * The documented way, with target, owner and mode of each grant kept. A deploy of the stack makes the secrets that come
 * from files.
 */
function rotation(secret: Secret, world: World): string {
  const { name, engineName } = secret;
  const present = (engineName && showPlace(showPath(engineName))) || name;
  const next = `${present}_v2`;
  if (secret.from === "file")
    return [
      `secrets:  {${name}: {name: ${next}, file: …}}`,
      `docker stack deploy -c ${fileOfSubject(secret.subject)} …`,
    ].join("\n");
  const services = grantsAround(name, secret.subject, world)
    .filter((grant) => grant.during === "run")
    .map(({ subject, target = `/run/secrets/${name}`, uid, gid, mode }) => {
      const owner = [
        uid && `,uid=${showId(uid)}`,
        gid && `,gid=${showId(gid)}`,
        mode && `,mode=0${mode.bits.toString(8)}`,
      ].join("");
      const service = world.subject(subject)?.name ?? "SERVICE";
      const at = showPlace(target).replace(/^\/run\/secrets\//, "");
      return `docker service update --secret-rm ${present} --secret-add source=${next},target=${at}${owner} …_${service}`;
    });
  // Files that are laid over one another grant the same service more than once.
  return [
    `secrets:  {${name}: {external: true, name: ${next}}}`,
    `docker secret create ${next} …`,
    ...[...new Set(services)].slice(0, 3),
  ].join("\n");
}
