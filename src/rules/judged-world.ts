import type { Sighting } from "../facts/index.ts";
import { World } from "../facts/world.ts";
import { createJudge, type Judge } from "./judge.ts";

/** Everything that was seen, and who judges it. */
export class JudgedWorld extends World {
  readonly judge: Judge;

  constructor(sightings: Iterable<Sighting>, judge: Judge = createJudge()) {
    super(sightings);
    this.judge = judge;
  }
}
