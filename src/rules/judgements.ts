import type { Binding } from "../facts/index.ts";
import { masked, type Shown, say, show, showName, showVariable } from "../facts/shown.ts";
import type { JudgedWorld } from "./judged-world.ts";

/** Every binding that nobody reports, and why: for anyone who misses a finding. */
export function* judgements(world: JudgedWorld): Generator<{ fact: Binding; why: Shown }> {
  for (const fact of world.all("binding")) {
    const { is, reason } = world.judge.suspectBinding(fact);
    if (is === "secret" || is === "weak") continue;
    const [part] = fact.value;
    // A name only takes the value of the same name.
    const isOwn = part?.is === "reference" && part.to.name === fact.name;
    const shown = fact.value.length > 0 && !isOwn ? show` (${masked(fact.value)})` : say("");
    yield {
      fact,
      why: show`${showVariable(fact.name, fact.value)} not reported, ${say(is)}: ${showName(reason)}${shown}`,
    };
  }
}
