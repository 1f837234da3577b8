import type { Project } from "./project.ts";
import type { Step } from "./step.ts";

const names = ["runsecrets.yaml", "runsecrets.yml", ".config/runsecrets.yaml"];

/** A configuration that changes nothing yet, and shows what could be said. */
export function configStep(project: Project): Step {
  const there = names.find(project.exists) ?? (hasSection(project.text("package.json")) ? "package.json" : undefined);
  if (there !== undefined) return { do: "nothing", what: `${there} is the configuration` };
  return { do: "write", file: "runsecrets.yaml", text: configText(project) };
}

function configText({ installed }: Project): string {
  // Of the package that is installed: editors know no other way to it that holds for everybody who has this file.
  const schema = installed ? `# yaml-language-server: $schema=./node_modules/runsecrets/runsecrets.schema.json\n` : "";
  return `${schema}fail-on: low             # info, low, medium, high, critical or never
# exclude: [vendor/]
# rules:
#   secret-in-label: off
# overrides:             # for some files only
#   - paths: [docker/dev/]
#     rules: {secret-in-env: low}
# ignore:
#   - rule: secret-in-env
#     path: docker/dev/
#     because: the development database holds no data
#     until: 2030-12-31
`;
}

function hasSection(text: string): boolean {
  try {
    return Object.hasOwn(Object(JSON.parse(text.replace(/^\ufeff/, ""))), "runsecrets");
  } catch {
    return false;
  }
}
