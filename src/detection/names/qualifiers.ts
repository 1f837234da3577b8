import { list } from "./table.ts";

const qualifiers = list(`
  alt alternate b64 backup base64 base32 beta bin bytes ci content contents current data decoded default dev
  development encoded env eu ex external final fr global hex initial internal int json legacy live local main my new next old
  one override permanent plain plaintext pre preprod prev previous prod production qa raw ro rw sandbox secondary
  stage staging static str string temp temporary test testing text tmp two uat us v val value
  a b c asc d jp uk de cn ap yaml xml urlencoded escaped
`);

/** Whether a word at the end of a name only says which one: `_DEV`, `_OLD`, `_2`, `_BASE64`. */
export function isQualifier(word: string): boolean {
  return qualifiers.has(word) || /^[0-9]+$/.test(word);
}

const prepositions = list("as at by for from in into of on per to via with without");

/** Whether a word begins the part of a name that only says whom or what for: `PASSWORD_FOR_ADMIN`. */
export function isPreposition(word: string): boolean {
  return prepositions.has(word);
}

const verbs = list(`
  add allow always ask auto change check create delete disable disallow do dont enable enforce fetch force forgot
  generate get has hide ignore is keep mask mount must need no only override permit print prompt purge
  random randomize redact regenerate remove require reset resolve revoke rotate send set should show skip
  strip support supports store update use using validate with without write generated
`);

/** Whether a word at the beginning of a name makes it a switch: `ALLOW_EMPTY_PASSWORD`. */
export function isVerb(word: string): boolean {
  return verbs.has(word);
}

const counted = list(`
  cached completion context input limit max min n num output prompt reasoning reserve reserved response special stop
  thinking total per chunk overlap budget used
`);

/** Whether `TOKENS` after this word are counted and not kept. */
export function isCounted(word: string): boolean {
  return counted.has(word);
}
