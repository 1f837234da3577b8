import type { Span, Value } from "../../facts/index.ts";

/** A name and what it is given. `null` takes the value from the environment. */
export interface Given {
  name: string;
  span: Span;
  value: Value | undefined;
  valueSpan: Span;
}

/** What a bake file says, in either syntax. */
export interface BakeFile {
  /** Variables with a default. */
  variables: Given[];
  targets: {
    name: string;
    span: Span;
    args: Given[];
    labels: Given[];
    /** Whatever else is text: outputs, caches. */
    others: Given[];
  }[];
}

/** Attributes that say where a secret comes from, as `id=token,env=TOKEN`: what they hold is none. */
export const namesSources = (attribute: string): boolean => attribute === "secret" || attribute === "ssh";
