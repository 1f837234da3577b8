import type { ProgramEntry } from "../entry.ts";

/** Programs that start another one. */
export const starters: readonly ProgramEntry[] = [
  {
    names: ["sudo"],
    starts: { taking: /^-[ugpChrtTU]$/, assignments: true },
    stdin: { holds: "password", flag: /^-[a-zA-Z]*S[a-zA-Z]*$/ },
  },
  { names: ["doas"], starts: { taking: /^-[uC]$/ } },
  {
    names: ["env"],
    starts: { taking: /^-[uCS]$/, assignments: true },
    does: ["prints-variables", "sets-variables", "built-in"],
  },
  { names: ["exec"], starts: { taking: /^-a$/ } },
  { names: ["command", "builtin", "nohup", "setsid", "dumb-init", "catatonit"], starts: {} },
  { names: ["time"], starts: { taking: /^-[fo]$/ } },
  { names: ["timeout"], starts: { taking: /^-[ks]$/, own: 1 } },
  { names: ["nice"], starts: { taking: /^-n$/ } },
  { names: ["ionice"], starts: { taking: /^-[cnp]$/ } },
  { names: ["stdbuf"], starts: { taking: /^-[ioe]$/ } },
  { names: ["gosu", "su-exec", "s6-setuidgid", "chroot"], starts: { own: 1 } },
  { names: ["runuser"], starts: { taking: /^-[ugG]$/ } },
  { names: ["tini"], starts: { taking: /^-[pe]$/ } },
  { names: ["docker-entrypoint.sh", "docker-php-entrypoint"], starts: { bare: true } },
  { names: ["xargs"], starts: { taking: /^-[IEILnPsdra]$/ } },
];
