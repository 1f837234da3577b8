import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { showEngine, showPlace } from "../facts/shown.ts";
import { shellWord } from "../facts/words.ts";
import type { Host } from "../runtime/probe/host.ts";
import { askForRotation } from "../runtime/probe/rotation.ts";
import { at, objectIn, text } from "../runtime/readers/json.ts";
import { planRotation } from "../runtime/rotation/plan.ts";
import { printRotation } from "../runtime/rotation/print.ts";

/** Which secret of which engine. */
export interface RotationOptions {
  secret: string;
  host?: string;
  context?: string;
}

/** The commands that rotate a secret in its cluster. Only asks, and runs nothing. */
export async function runRotation(options: RotationOptions, host: Host): Promise<string> {
  const lists = await askForRotation(options, host);
  const plan = planRotation(options.secret, lists);
  if (plan) return printRotation(plan, dockerCommand(options));
  const names = lists.secrets.map((one) => text(at(objectIn(one), "Spec", "Name")) ?? "");
  const hint = names.length === 0 ? "this swarm has no secrets" : "`docker secret ls` lists them all";
  throw new UserError(`no secret is called ${showPlace(options.secret)}`, didYouMean(options.secret, names, hint));
}

function dockerCommand({ host, context }: RotationOptions): string {
  if (host !== undefined) return `docker -H ${shellWord(showEngine(host))}`;
  return context === undefined ? "docker" : `docker --context ${shellWord(context)}`;
}
