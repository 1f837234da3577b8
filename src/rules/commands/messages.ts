import type { Message } from "../rule.ts";

/** What `secret-in-command` can say. */
export type Key =
  | "argument"
  | "fallback"
  | "statement"
  | "assigned"
  | "script"
  | "token"
  | "written"
  | "needless"
  | "generated"
  | "hostKey"
  | "expanded"
  | "handed";

/** The words for it. */
export const messages: Readonly<Record<Key, Message>> = {
  argument: {
    what: "`{key}` contains {kind} in plain text{nature}: {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  fallback: {
    what: "`{key}` has {kind} as a hard-coded default{nature}: without {variable}, it is used",
    instead: "require the variable; or {instead}",
    paste: "{required}",
  },
  statement: {
    what: "a database statement contains a password in plain text{nature}: {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  assigned: {
    what: "this command sets {key} in plain text{nature}: {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  script: {
    what: "{key} is hard-coded{nature}: {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  token: {
    what: "this command contains a {key}: {audience}",
    instead: "revoke it; {instead}",
    paste: "{paste}",
  },
  written: {
    what: "this command writes {key} to {path} in plain text{nature}: {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  needless: {
    what: "`{key}` contains a password that `ping` does not need: {audience}",
    instead: "remove user and password: `ping` succeeds as soon as the server answers",
  },
  generated: {
    what: "`{key}` leaves a private key in the image ({path}): anyone who can pull the image can read it",
    instead: "generate it when the container starts; or mount it: `secrets: [{secret}]`",
  },
  hostKey: {
    what: "`{key}` makes host keys part of the image ({path}): all containers share them, and anyone who can pull the image has them",
    instead: "generate them in the entrypoint, when the container starts",
  },
  handed: {
    what: "{key} becomes an argument of {program}: `docker top` and `ps` on the host show it",
    instead: "pass it on standard input, in a file, or in the environment of that process only",
    paste: "{paste}",
  },
  expanded: {
    what: "the content of {path} becomes an argument of {program}: `docker top` and `ps` on the host show it",
    instead: "{instead}",
    paste: "{paste}",
  },
};
