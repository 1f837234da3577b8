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
    what: "`{key}` is given {kind} in plain text{nature}; {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  fallback: {
    what: "`{key}` falls back to {kind} that is written here{nature}; whoever does not set {variable} runs with it",
    instead: "make the variable required, or better, {instead}",
    paste: "{required}",
  },
  statement: {
    what: "a statement to the database holds a password in plain text{nature}; {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  assigned: {
    what: "{key} is set to a secret in the words of a command{nature}; {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  script: {
    what: "{key} is set to a secret in plain text{nature}; {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  token: {
    what: "a {key} stands in the words of a command; {audience}",
    instead: "revoke it, then {instead}",
    paste: "{paste}",
  },
  written: {
    what: "{key} is written into {path} in plain text{nature}; {audience}",
    instead: "{instead}",
    paste: "{paste}",
  },
  needless: {
    what: "`{key}` is given a password that `ping` does not need; {audience}",
    instead: "leave user and password out: `ping` succeeds as soon as the server answers",
  },
  generated: {
    what: "`{key}` leaves a private key in the image ({path}); everyone who can pull the image has it",
    instead: "generate it when the container starts, or mount it: `secrets: [{secret}]`",
  },
  hostKey: {
    what: "`{key}` makes the host's keys part of the image ({path}); all containers share them, and everyone who can pull the image has them",
    instead: "generate them in the entrypoint, when the container starts",
  },
  handed: {
    what: "{key} becomes an argument of {program}; `docker top` and `ps` on the host show it",
    instead: "hand it over on standard input, in a file, or in the environment of that process alone",
    paste: "{paste}",
  },
  expanded: {
    what: "the content of {path} becomes an argument of {program}; `docker top` and `ps` on the host show it",
    instead: "{instead}",
    paste: "{paste}",
  },
};
