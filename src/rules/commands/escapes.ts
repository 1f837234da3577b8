import { fileName } from "../../detection/argument.ts";
import type { Binding, Command, Grant } from "../../facts/index.ts";
import { says } from "../../facts/words.ts";
import type { World } from "../../facts/world.ts";
import type { Store } from "../../programs/entry.ts";
import { entryOf } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";
import { copied, dumps, edited, type Leak, prints, stored, teed, traces } from "./escape-ways.ts";
import { companions, removedAgain, sameStatement } from "./removal.ts";
import { assign, carries, isFed, type SecretFlow, secretFlow, uses } from "./secret-flow.ts";
import { restingPlace } from "./written-secrets.ts";

/** How a build secret gets out of its RUN. */
export interface Escape {
  how: "copied" | "written" | "stored" | "printed" | "environment" | "traced";
  at: Command | Binding;
  /** The file it ends in, for those that end in a file. */
  path?: string;
  program?: string;
  /** What to write instead, where that is known better than in general. */
  paste?: string;
}

/** Follows a secret through the commands of its RUN. */
export function escapes(grant: Grant, world: World): readonly Escape[] {
  const flow = secretFlow(grant);
  const found: Escape[] = [];
  let traced = false;
  for (const step of steps(grant, world)) {
    if (traced && (step.kind === "binding" ? carries(flow, step.value) : uses(flow, step))) {
      found.push({ how: "traced", at: step });
      traced = false;
    }
    if (step.kind === "binding") assign(flow, step);
    else {
      traced = traces(step) ?? traced;
      found.push(...waysOut(step, flow, grant, world));
    }
  }
  return found;
}

function steps(grant: Grant, world: World): readonly (Command | Binding)[] {
  const bindings = world.about(grant.subject, "binding").filter((one) => sameStatement(one, grant));
  return [...companions(grant, world), ...bindings].sort((a, b) => a.order - b.order);
}

function* waysOut(command: Command, flow: SecretFlow, grant: Grant, world: World): Generator<Escape> {
  const program = programOf(command.words);
  const fed = isFed(flow, command);
  const remains = ({ path, store }: Leak) =>
    !isPublic(grant.secret, path) &&
    !isMounted(path, grant, world) &&
    !removedAgain(command, path, world) &&
    !(store && isUndone(command, store, world));

  const printed = prints(flow, command, program, fed);
  if (printed) flow.printing.push(command);
  const target = printed ? restingPlace(command) : undefined;
  const path = target && (fileName(target.value) ?? "a file");
  if (path !== undefined && remains({ path })) yield { how: "written", at: command, path };
  if (printed && reachesLog(command)) yield { how: "printed", at: command };
  if (dumps(flow, program) && reachesLog(command)) yield { how: "environment", at: command };

  const copy = copied(flow, program);
  if (copy && remains(copy)) yield { how: "copied", at: command, ...copy };
  const tee = fed && command.input?.from !== "pipe" ? teed(program) : undefined;
  if (tee && remains(tee)) yield { how: "written", at: command, ...tee };
  const edit = edited(flow, program);
  if (edit && remains(edit)) yield { how: "written", at: command, ...edit };
  const keep = stored(flow, program, fed);
  if (keep && remains(keep))
    yield { how: "stored", at: command, ...keep, ...(keep.store?.paste && { paste: keep.store.paste }) };
}

/** Whether what the command prints is seen: nothing captures it, and no file takes it. */
export function reachesLog({ captured, output }: Command): boolean {
  const target = output.find((one) => one.fd === 1)?.target;
  return !captured && (!target || says(target, /^\/dev\/(?:std(?:out|err)|tty|fd\/[12])$/));
}

/** Certificates and public keys are mounted as secrets too, to be installed. */
function isPublic(secret: string, path: string): boolean {
  if (/\.pub$|\.crt$|\/ca-certificates(?:\/|$)|\/etc\/(?:ssl\/certs|pki\/ca-trust)(?:\/|$)/.test(path)) return true;
  return (
    /(?:^|[-_.])(?:ca|certs?|certificates?|crt|pub|public)(?:[-_.]|$)/i.test(secret) &&
    !/key$(?<!public[-_.]?key)/i.test(secret)
  );
}

/** What is on another mount of the same RUN is in no layer. */
function isMounted(path: string, grant: Grant, world: World): boolean {
  if (/^\/(?:dev|proc|run\/secrets)\//.test(path)) return true;
  const full = path.replace(/^(?:~|\$HOME)(?=\/)/, "/root");
  return world.about(grant.subject, "mount").some((mount) => {
    const inside = full === mount.path || full.startsWith(`${mount.path.replace(/\/$/, "")}/`);
    return inside && mount.during === "build" && sameStatement(mount, grant);
  });
}

function isUndone(command: Command, { path, undo }: Store, world: World): boolean {
  if (!undo) return false;
  return companions(command, world).some((one) => {
    const program = programName(programOf(one.words).word);
    if (one.order <= command.order || program === undefined) return false;
    const isSameStore = entryOf(program).stores?.some((store) => store.path === path);
    return isSameStore && one.words.some((word) => says(word, undo));
  });
}
