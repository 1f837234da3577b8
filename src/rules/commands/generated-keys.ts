import { fileName } from "../../detection/argument.ts";
import type { Command, Word } from "../../facts/index.ts";
import { head, says } from "../../facts/words.ts";
import { nameAmong, programOf } from "../../programs/start.ts";

/** A private key that a command generates. */
export interface GeneratedKey {
  program: "ssh-keygen" | "openssl" | "keytool";
  /** Where it is. */
  path: string;
  /** The key of a host, that each container should make for itself. */
  host: boolean;
}

const generators: ReadonlySet<GeneratedKey["program"]> = new Set<GeneratedKey["program"]>([
  "ssh-keygen",
  "openssl",
  "keytool",
]);

/** The private key that this command leaves in a file. */
export function generatedKey(command: Command): GeneratedKey | undefined {
  const { word, args } = programOf(command.words);
  const program = nameAmong(word, generators);
  switch (program) {
    case "ssh-keygen":
      return sshKey(args);
    case "openssl":
      return opensslKey(command, args);
    case "keytool":
      return args.some((arg) => says(arg, /^-genkey(?:pair)?$/))
        ? { program, path: argumentOf(args, /^-keystore$/) ?? "~/.keystore", host: false }
        : undefined;
    default:
      return undefined;
  }
}

function sshKey(args: readonly Word[]): GeneratedKey | undefined {
  const program = "ssh-keygen";
  if (args.some((arg) => says(arg, /^-A$/))) return { program, path: "/etc/ssh", host: true };
  // All of these read, convert, sign or look up.
  if (args.some((arg) => says(arg, /^-q?[lFRyeipDHLYkrsQKwUMT]f?$/))) return undefined;
  const path = argumentOf(args, /^-f$/) ?? "~/.ssh";
  return { program, path, host: /ssh_host_/.test(path) };
}

function opensslKey(command: Command, args: readonly Word[]): GeneratedKey | undefined {
  const [verb] = args;
  const program = "openssl";
  const request = says(verb, /^req$/);
  if (!request && !says(verb, /^(?:genrsa|genpkey|gendsa|ecparam)$/)) return undefined;
  if (says(verb, /^ecparam$/) && !args.some((arg) => says(arg, /^-genkey$/))) return undefined;
  if (request && !args.some((arg) => says(arg, /^-newkey$/))) return undefined;
  const redirected = command.output.find((one) => one.fd === 1);
  const path = argumentOf(args, request ? /^-keyout$/ : /^-out$/) ?? (redirected && fileName(redirected.target.value));
  return path === undefined ? undefined : { program, path, host: false };
}

function argumentOf(args: readonly Word[], option: RegExp): string | undefined {
  const index = args.findIndex((arg) => says(arg, option));
  const next = index < 0 ? undefined : args[index + 1];
  if (next && head(next)?.equals("-")) return undefined;
  return next && (fileName(next.value) ?? "a file");
}
