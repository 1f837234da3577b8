/** A workflow of GitHub Actions with one job `build` whose body is given, indented as written. */
export function workflow(body: string, top = ""): { ".github/workflows/ci.yml": string } {
  const lines = body.replace(/^(?=.)/gm, "    ");
  return { ".github/workflows/ci.yml": `on: push\n${top}jobs:\n  build:\n    runs-on: ubuntu-latest\n${lines}\n` };
}

/** One step of it: an action with inputs, each line of which is given. */
export function action(uses: string, ...inputs: string[]): { ".github/workflows/ci.yml": string } {
  return workflow(`steps:\n  - uses: ${uses}\n    with:\n${inputs.map((line) => `      ${line}\n`).join("")}`);
}

export const buildPush = "docker/build-push-action@v6";
