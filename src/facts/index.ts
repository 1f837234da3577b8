// What all other folders speak in: facts, whom they are about, and what one reading gives.
export type * from "./fact.ts";
export type * from "./sighting.ts";
export type * from "./subject.ts";
