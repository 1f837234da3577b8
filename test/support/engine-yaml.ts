/** An `engine.yaml` with one container `app` whose lines are given. */
export function container(...lines: string[]): { "engine.yaml": string } {
  return engine(`containers:\n  app:\n${indented(lines)}`);
}

/** An `engine.yaml` with one service `app` that is granted these. */
export function swarmService(...grants: string[]): { "engine.yaml": string } {
  return engine(`services:\n  app:\n    grants:\n${indented(grants.map((grant) => `  - ${grant}`))}`);
}

/** An `engine.yaml` as written. */
export function engine(text: string): { "engine.yaml": string } {
  return { "engine.yaml": `${text}\n` };
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join("\n");
}
