import { anyOf } from "../any-of.ts";
import { list } from "../names/table.ts";

// What follows is matched against the words of a value, in lower case, with one blank between: `CHANGE_ME!` is `change
// me`.

/** Patterns, and texts of which each phrase that fits one holds at least one: most phrases need no pattern. */
export interface Phrases {
  holding: readonly string[];
  shape: Pick<RegExp, "test">;
}

/** Whether one of the patterns fits a phrase. */
export function fits({ holding, shape }: Phrases, phrase: string): boolean {
  return holding.some((text) => phrase.includes(text)) && shape.test(phrase);
}

/** Phrases that ask for a change, and become the password if nobody heeds them. */
export const worksAnyway: Phrases = {
  holding: "chang replac updat modif overrid rotate use prod only aendern cambia troque alterar".split(" "),
  shape: anyOf([
    /^(?:please )?(?:change|replace)\b/,
    /^(?:please ?)?change(?:me|this|it|that|pass|pwd|secret|key|token)/,
    /^(?:please ?)?replace(?:me|this|it|with)/,
    /^(?:update|modify|override|rotate) ?(?:me|this|it|in|the|your|before|after)\b/,
    /\b(?:change|replace) ?(?:me|this|it|in|before|for|on|with|asap|now)\b/,
    /\b(?:must|should|to|please|needs)(?: be)? (?:changed?|replaced?|overridden|updated?)\b/,
    /\b(?:do not|dont|don t|never) use\b/,
    /\bnot (?:for|in|safe for) (?:prod|production|use)\b/,
    /\bdev(?:elopment)? only\b|\bonly for\b/,
    /^(?:aendern|cambia|cambiar|changez|troque|alterar|modifica)\b/,
  ]),
};

const asked =
  "me this with your in it the a an by from real actual own value here to some something strong secure new key token secret api password long random one";

/** Phrases that stand for a value and are no use as one. */
export const ofNoUse: Phrases = {
  holding: [
    ..."ur ihr votre seu sua here insert enter put fill paste specify provide type supply add obtain get must".split(
      " ",
    ),
    ..."define create choose pick setme generat openssl run output from no build example sample demo provided supplied defined set wrong invalid incorrect".split(
      " ",
    ),
  ],
  shape: anyOf([
    /^(?:(?:my|use|set|add) )?(?:your|ur)\b/,
    /^your(?:api|app|db|jwt|key|own|pass|secret|strong|super|token|user|very)/,
    /\b(?:your|yours|ihr|votre|seu|sua) /,
    /\bhere$|\bgoes here\b|\bkey here\b|\bhere at least\b/,
    new RegExp(
      `^(?:insert|enter|put|fill|paste|specify|provide|type|supply|add|obtain|get|must|define|create|choose|pick) (?:${asked.replaceAll(" ", "|")})\\b`,
    ),
    /^(?:insert|enter|put|fill|paste|specify|provide|obtain|fillme|fillin|setme)$/,
    /^(?:please )?(?:auto ?)?generated?\b/,
    /\bopenssl rand\b/,
    /^(?:run|output) /,
    / from (?:console|dashboard|vault|portal|github|step|env)\b/,
    /\b(?:not|no) ?(?:a )?(?:real|used|needed|set|required|valid)\b/,
    /\bbuild (?:time )?only\b/,
    /^(?:example|sample|demo) ?(?:api ?)?(?:key|token|secret)s?$/,
    /^your_?[a-z]+_?here$/,
    // What a test is refused with.
    /^(?:wrong|invalid|incorrect) ?(?:pass(?:word)?|pwd|token|key|secret|credentials?)?(?: \d+)?$/,
    /^(?:user|self|to be) ?(?:provided|supplied|defined|set)$/,
  ]),
};

/** Words that say so themselves wherever they stand. */
export const tellingWords = list(`
  placeholder todo fixme tbd tbc redact redacted masked hidden removed censored missing
  dummy fake mock unused ignored unset notset notused undefined none null nil nothing
`);
