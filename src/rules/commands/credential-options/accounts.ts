import type { SecretTaker } from "../options.ts";
import { password } from "./shapes.ts";

/** Accounts, keys and archives. */
export const accounts: readonly SecretTaker[] = [
  {
    programs: ["useradd", "usermod"],
    options: [
      { option: "-p", style: "short", ...password },
      { option: "--password", style: "long", ...password },
    ],
    instead: { secret: "accounts", usage: "chpasswd < {file}" },
  },
  {
    programs: ["htpasswd"],
    positions: [
      { words: [], at: 1, flag: /^-[a-zA-Z\d]*(?:b[a-zA-Z\d]*n|n[a-zA-Z\d]*b)/, ...password },
      { words: [], at: 2, flag: /^-[a-mo-zA-Z\d]*b[a-mo-zA-Z\d]*$/, ...password },
    ],
    instead: { secret: "web_password", usage: "htpasswd -i FILE USER < {file}" },
  },
  {
    programs: ["openssl"],
    options: [
      { option: "-pass", style: "next", pattern: /^-(?:pass|passin|passout|password)$/, behind: /^pass:/, ...password },
    ],
    positions: [{ words: [/^passwd$/], at: 1, ...password }],
    instead: { secret: "key_password", usage: "openssl … -passin file:{file}" },
  },
  {
    programs: ["keytool", "jarsigner"],
    options: [
      { option: "-storepass", style: "next", pattern: /^-(?:src|dest)?(?:store|key)pass$/, ...password },
      { option: "-new", style: "next", ...password },
    ],
    instead: { secret: "store_password", usage: "{program} -storepass:file {file} …" },
  },
  {
    programs: ["ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd", "ldapcompare"],
    options: [{ option: "-w", style: "short", ...password }],
    instead: { secret: "ldap_password", usage: "{program} -y {file} …" },
  },
  {
    programs: ["zip", "unzip"],
    options: [{ option: "-P", style: "next", ...password }],
    instead: { secret: "archive_password", usage: '{program} -P "$(cat {file})" …' },
  },
];
