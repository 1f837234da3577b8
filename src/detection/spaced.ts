import { judgeByName } from "./by-name.ts";
import { isFinding } from "./clue.ts";
import type { Clue, Where } from "./types.ts";
import { passwordName } from "./urls.ts";

// Formats that write `name value`, or the password as one of several fields. Group 1 is the name, group 2 the password.
const formats: readonly { of: string; line: RegExp }[] = [
  {
    of: "redis",
    line: /^[ \t]*(requirepass|masterauth|sentinel auth-pass [\w.-]{1,60})[ \t]+["']?([^\s"']{1,400})/dgm,
  },
  { of: "redis acl", line: /^[ \t]*(user [\w.-]{1,60})[ \t][^\n]{0,200}?[ \t]>([^\s]{1,200})/dgm },
  {
    of: "netrc",
    line: /\b(?:machine|default)\s[^\n]{0,200}\s?login\s{1,8}\S{1,200}\s{1,8}(password)\s{1,8}(\S{1,400})/dg,
  },
  {
    of: "netrc over several lines",
    line: /^[ \t]*login[ \t]{1,8}\S{1,200}[ \t]*\n[ \t]*(password)[ \t]{1,8}(\S{1,400})/dgm,
  },
  { of: "ldap", line: /^[ \t]*(bindpw|rootpw|rootbindpw)[ \t]{1,8}(\S{1,400})/dgim },
  { of: "mosquitto", line: /^[ \t]*(remote_password|bridge_password)[ \t]{1,8}(\S{1,400})/dgm },
];
const pgpass = /^()[^:\s#]{1,200}:(?:[0-9]{2,5}|\*):[^:\s]{1,100}:[^:\s]{1,100}:(\S{1,400})$/dgm;

/** Passwords in formats that use blanks or fields where others use `=`: redis.conf, netrc, pgpass, LDAP. */
export function spacedClues(text: string, where: Where): Clue[] {
  const clues: Clue[] = [];
  for (const { line } of [...formats, { line: pgpass }]) {
    for (const match of text.matchAll(line)) {
      const range = match.indices?.[2];
      if (!range) continue;
      const name = match[1]?.split(/\s/)[0] || "pgpass";
      const clue = judgeByName(match[2] ?? "", passwordName([name]), "password", `\`${name}\``, where);
      if (isFinding(clue)) clues.push({ ...clue, by: "config", ranges: [range], name });
    }
  }
  return clues;
}
