import type { Detector } from "../../detection/detector.ts";
import type { Suspicion } from "../../detection/types.ts";
import type { Command, Value } from "../../facts/index.ts";
import { plain, says } from "../../facts/words.ts";
import { secretArguments } from "../../programs/arguments.ts";
import { redisConfig, redisOption } from "../../programs/entries/databases.ts";
import { does } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";
import { isUsable, secretName } from "../bindings.ts";
import { namedArguments } from "./generic-arguments.ts";
import { fedPasswords } from "./standard-input.ts";
import { statementPasswords } from "./statements.ts";

/** A part of a command's words, or of its input, that was found to be a secret. */
export interface JudgedWord {
  /** Which message tells it. */
  say: "argument" | "statement" | "token" | "assigned" | "fallback";
  /** The program and its option; the name of a known shape or of what is assigned where nothing else tells. */
  key: string;
  /** "a password". */
  kind: string;
  value: Value;
  suspicion: Suspicion;
  /** The secret to make instead, and the command that reads it. */
  secret: string;
  usage?: string;
}

function kindOf(name: string): string {
  if (/pass|pwd/i.test(name)) return "a password";
  if (/token/i.test(name)) return "a token";
  return /key$/i.test(name) ? "a key" : "a secret";
}

/** Every secret in the arguments of a command, the surest sign first. */
export function* judgedWords(command: Command, detector: Detector): Generator<JudgedWord> {
  // What a shell is passed to run is read as commands of its own.
  const script =
    does(programName(command.words[0]), "runs-commands") &&
    command.words.some((word) => says(word, /^-[a-zA-Z]*c$|\s/));
  if (script) return;
  for (const word of candidates(command)) {
    const suspicion =
      judge(word.name, word.value, command, detector) ?? judge(variableOf(word.value), word.value, command, detector);
    if (suspicion) yield { ...word, suspicion, ...(suspicion.inFallback && { say: "fallback" }) };
  }
  yield* shapes(command, detector);
  yield* fallbacks(command, detector);
  yield* texts(command, detector);
}

function* candidates(command: Command): Generator<Omit<JudgedWord, "suspicion"> & { name: string }> {
  const program = programOf(command.words);
  // What an engine starts in a container is a command of its own.
  if ((program.word ?? program.args[0])?.bound) return;
  for (const { program: name, option, value, as, fromFile } of secretArguments(program)) {
    const key = option ? `${name} ${option}` : name;
    const usage = fromFile.usage.replaceAll("{program}", name).replaceAll("{option}", option ?? "");
    yield { say: "argument", key, kind: kindOf(as), value, name: as, secret: fromFile.secret, usage };
  }
  for (const { option, name, value } of namedArguments(command.words, program)) {
    const judgedName = redisOption.test(name) ? "PASSWORD" : name;
    // `"$(cat FILE)"` would put it into the arguments again.
    const isValueOfChart = programName(program.word) === "helm" && !option.startsWith("-");
    const usage = redisOption.test(name)
      ? redisConfig
      : isValueOfChart && { usage: `helm upgrade … --set-file ${option}={file}` };
    yield {
      say: "argument",
      key: option,
      kind: kindOf(judgedName),
      value,
      name: judgedName,
      secret: secretName(name),
      ...usage,
    };
  }
  for (const { program: name, value } of fedPasswords(command)) {
    yield {
      say: "argument",
      key: name,
      kind: "a password",
      value,
      name: "PASSWORD",
      secret: name === "passwd" ? "account_password" : "accounts",
      usage: name === "passwd" ? "passwd --stdin … < {file}" : `${name} < {file}`,
    };
  }
  for (const value of statementPasswords(command)) {
    yield {
      say: "statement",
      key: "SQL",
      kind: "a password",
      value,
      name: "PASSWORD",
      secret: "init_sql",
      usage: "… < {file}",
    };
  }
}

/** `--api-key ${TYPESENSE_API_KEY:-x}`: the variable can say more than the option. */
function variableOf(value: Value): string | undefined {
  const [part, more] = value;
  return part?.is === "reference" && part.fallback && !more ? part.to.name : undefined;
}

/** Known shapes of tokens and keys, wherever they are. */
function* shapes(command: Command, detector: Detector): Generator<JudgedWord> {
  for (const word of command.words) {
    if (word.bound || (plain(word)?.length ?? 16) < 16) continue;
    const suspicion = judge(undefined, word.value, command, detector);
    if (suspicion?.by !== "token" && suspicion?.by !== "private-key") continue;
    const key = suspicion.shape ?? "private key";
    yield { say: "token", key, kind: "a token", value: word.value, suspicion, secret: "token" };
  }
}

/** Fallbacks of variables that ask for a secret, wherever they are in what a service is started with. */
function* fallbacks({ words, when, place }: Command, detector: Detector): Generator<JudgedWord> {
  if (when !== "start" && when !== "health") return;
  for (const { value, bound } of words) {
    const variable = value.find((part) => part.is === "reference" && part.fallback !== undefined);
    if (bound || variable?.is !== "reference") continue;
    const suspicion = detector.suspect(undefined, value, { file: place.file, sink: "command" });
    if (!isUsable(suspicion) || !suspicion.inFallback) continue;
    const { name } = variable.to;
    yield { say: "fallback", key: name, kind: kindOf(name), value, suspicion, secret: secretName(name) };
  }
}

/** Assignments inside a word: `curl -d '{"password": "x"}'`, `mount -o username=app,password=x`. */
function* texts(command: Command, detector: Detector): Generator<JudgedWord> {
  const [program, ...args] = command.words;
  // What is printed or searched for is text, and what a program runs is code.
  if (does(programName(program), "prints-arguments", "takes-patterns", "takes-code", "sets-variables")) return;
  const where = { file: command.place.file, sink: "command" } as const;
  for (const { value, bound } of args) {
    if (bound || !assigns(value)) continue;
    for (const { name, suspicion } of detector.suspectTextParts(value, where)) {
      if (suspicion.by === "url" || suspicion.confidence === "low" || !isUsable(suspicion)) continue;
      yield { say: "assigned", key: name, kind: kindOf(name), value, suspicion, secret: secretName(name) };
    }
  }
}

const assignment = /[^-\w][\w"']{0,40}(?:pass|secret|token|key|pwd)[\w"']{0,40}\s{0,4}[=:]/i;
const ofLine = /(?:^|[^-\w])[\w"']{0,40}(?:pass|secret|token|key|pwd)[\w"']{0,40}\s{0,4}[=:]/im;

/** A text in one part, or in several lines. */
function assigns(value: Value): boolean {
  const pattern = value.length > 1 ? ofLine : assignment;
  return (
    value.every((part) => part.is === "literal") &&
    value.some((part) => part.is === "literal" && part.text.matches(/[=:]/) && part.text.matches(pattern))
  );
}

function judge(name: string | undefined, value: Value, command: Command, detector: Detector): Suspicion | undefined {
  const suspicion = detector.suspect(name, value, { file: command.place.file, sink: "command" });
  return isUsable(suspicion) && suspicion.by !== "url" ? suspicion : undefined;
}
