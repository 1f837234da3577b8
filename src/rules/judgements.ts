import type { Binding } from "../facts/fact.ts";
import { masked } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { suspectBinding } from "./bindings.ts";

/** Every binding that nobody reports, and why: for whoever misses a finding. */
export function* judgements(world: World): Generator<{ fact: Binding; why: string }> {
  for (const fact of world.all("binding")) {
    const { is, reason } = suspectBinding(fact);
    if (is === "secret" || is === "weak") continue;
    const shown = fact.value.length > 0 ? ` (${masked(fact.value)})` : "";
    yield { fact, why: `${is}: ${reason}${shown}` };
  }
}
