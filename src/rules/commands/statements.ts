import type { Command, Value } from "../../facts/index.ts";
import { behind, upTo } from "../../facts/words.ts";
import { does } from "../../programs/index.ts";
import { programName } from "../../programs/start.ts";

const opening =
  /(?<![\w'":-])(?:password|identified\s+(?:with\s+\S+\s+)?(?:by|as)(?:\s+password)?)(?:\s+|\s*[=(]\s*)['"]/i;
const statement = /\b(?:create|alter|grant|set|identified)\s/i;

/** Passwords inside statements to a database: `CREATE USER app WITH PASSWORD 'x'`, `IDENTIFIED BY 'x'`. */
export function* statementPasswords(command: Command): Generator<Value> {
  const program = programName(command.words[0]);
  if (does(program, "takes-patterns")) return;
  const shown = does(program, "prints-arguments") && !command.captured && command.output.length === 0;
  if (!shown) for (const word of command.words) yield* passwords(word.value);
  if (command.input?.from === "here" && !does(program, "writes-input")) yield* passwords(command.input.value);
}

function* passwords(text: Value): Generator<Value> {
  if (!text.some((part) => part.is === "literal" && part.text.matches(/\s/) && part.text.matches(statement))) return;
  let rest = behind(text, opening);
  for (let count = 0; rest && count < 1000; count++) {
    const value = upTo(rest, /['"]/);
    if (value.length > 0) yield value;
    rest = behind(rest, opening);
  }
}
