/**
 * A compose file with one service `app` of an image, with these variables, these lines, and a secret `s` that it is
 * granted.
 */
export function imageService(
  image: string,
  variables: readonly string[],
  ...body: string[]
): { "compose.yaml": string } {
  const lines = [
    "services:",
    "  app:",
    `    image: ${image}`,
    "    environment:",
    ...variables.map((line) => `      ${line}`),
    "    secrets: [s]",
    ...body.map((line) => `    ${line}`),
    "secrets:",
    "  s:",
    "    file: ./s",
  ];
  return { "compose.yaml": `${lines.join("\n")}\n` };
}
