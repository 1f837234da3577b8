/** A compose file with one service `app` whose body is given, indented as written. */
export function service(body: string, rest = ""): { "compose.yaml": string } {
  const lines = body.split("\n").map((line) => `    ${line}`);
  return { "compose.yaml": `services:\n  app:\n    image: example/app:1\n${lines.join("\n")}\n${rest}` };
}

/** A compose file with one service `app` that has these lines under `environment:`. */
export function environment(...lines: string[]): { "compose.yaml": string } {
  return service(["environment:", ...lines.map((line) => `  ${line}`)].join("\n"));
}
