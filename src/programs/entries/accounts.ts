import type { ProgramEntry } from "../entry.ts";
import { password } from "./shapes.ts";

/** Accounts, keys and archives. */
export const accounts: readonly ProgramEntry[] = [
  {
    names: ["useradd", "usermod"],
    credentials: [
      {
        options: [
          { option: "-p", style: "short", ...password },
          { option: "--password", style: "long", ...password },
        ],
        // A locked account.
        blank: /^[*!x]+$/,
        fromFile: { secret: "accounts", usage: "chpasswd < {file}" },
      },
    ],
  },
  { names: ["chpasswd"], stdin: { holds: "accounts" } },
  { names: ["passwd", "smbpasswd", "vncpasswd", "cryptsetup", "saslpasswd2", "pdbedit"], stdin: { holds: "password" } },
  {
    names: ["htpasswd"],
    credentials: [
      {
        positions: [
          { words: [], at: 1, flag: /^-[a-zA-Z\d]*(?:b[a-zA-Z\d]*n|n[a-zA-Z\d]*b)/, ...password },
          { words: [], at: 2, flag: /^-[a-mo-zA-Z\d]*b[a-mo-zA-Z\d]*$/, ...password },
        ],
        fromFile: { secret: "web_password", usage: "htpasswd -i FILE USER < {file}" },
      },
    ],
    stdin: { holds: "password", flag: /^-[a-zA-Z]*i/ },
  },
  {
    names: ["openssl"],
    credentials: [
      {
        options: [
          ...["-pass", "-passin", "-passout", "-password"].map(
            (option) => ({ option, style: "next", behind: /^pass:/, ...password }) as const,
          ),
        ],
        positions: [{ words: [/^passwd$/], at: 1, ...password }],
        fromFile: { secret: "key_password", usage: "openssl … {option} file:{file}" },
      },
    ],
  },
  {
    names: ["keytool", "jarsigner"],
    credentials: [
      {
        options: [
          ...["-storepass", "-keypass", "-srcstorepass", "-srckeypass", "-deststorepass", "-destkeypass"].map(
            (option) => ({ option, style: "next", ...password }) as const,
          ),
          { option: "-new", style: "next", ...password },
        ],
        // The default of Java's trust stores, which is in every manual and protects nothing.
        blank: /^changeit$/,
        fromFile: { secret: "store_password", usage: "{program} {option}:file {file} …" },
      },
    ],
  },
  {
    names: ["ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd", "ldapcompare"],
    credentials: [
      {
        options: [{ option: "-w", style: "short", ...password }],
        fromFile: { secret: "ldap_password", usage: "{program} -y {file} …" },
      },
    ],
  },
  {
    names: ["zip", "unzip"],
    credentials: [
      {
        options: [{ option: "-P", style: "next", ...password }],
        fromFile: { secret: "archive_password", usage: '{program} -P "$(cat {file})" …' },
      },
    ],
  },
  {
    names: ["gpg"],
    stores: [
      {
        words: [],
        flag: /^--(?:import|allow-secret-key-import)$/,
        path: "~/.gnupg",
        paste: "RUN --mount=type=tmpfs,target=/root/.gnupg …",
      },
    ],
  },
];
