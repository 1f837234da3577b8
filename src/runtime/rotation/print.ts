import { shellWord } from "../../facts/words.ts";
import type { RotationPlan } from "./plan.ts";

/**
 * A shell script that rotates the secret. What comes after it, and the way back, are comments: each line without `#`
 * runs.
 */
export function printRotation(plan: RotationPlan, docker: string): string {
  const { old, next, services } = plan;
  const several = services.length === 1 ? "1 service" : `${services.length} services`;
  return [
    `# Rotation of secret ${old}, which ${several} can read. Nothing was run.`,
    ...cautions(plan),
    "",
    "# 1. Create the next version from a file without a line break at its end",
    `: "\${NEW_VALUE:?path of a file with the new value}"`,
    `${docker} secret create ${createOptions(plan)}${shellWord(next)} "$NEW_VALUE"`,
    "",
    `# 2. Move ${services.length === 0 ? "services: none is granted it" : "each service; each command ends when its tasks run"}`,
    ...services.map((service) => update(service, old, next, docker)),
    "",
    "# To go back:",
    ...services.map((service) => `#   ${update(service, next, old, docker)}`),
    `#   ${docker} secret rm ${shellWord(next)}`,
    "",
    "# When every service works, and the old value is no longer valid anywhere:",
    `#   ${docker} secret rm ${shellWord(old)}`,
    "",
  ].join("\n");
}

function cautions({ driver, stack, labels, services, old, next }: RotationPlan): string[] {
  const stacks = [...new Set(services.map((one) => one.stack).filter((one) => one !== undefined))];
  const declared = stack === undefined ? stacks : [...new Set([stack, ...stacks])];
  return [
    ...(driver === undefined ? [] : [`# The driver ${driver} keeps the value: change it there, too.`]),
    ...(declared.length === 0
      ? []
      : [
          `# Stack ${declared.join(", ")}: replace ${old} by ${next} in its file as well, or the next deploy undoes this.`,
        ]),
    ...(labels.length === 0 ? [] : [`# Set these labels again, if they are needed: ${labels.join(", ")}`]),
    "# Make the new value valid where it is checked (in the database, at the provider) before step 2.",
  ];
}

function createOptions({ driver }: RotationPlan): string {
  return driver === undefined ? "" : `--driver ${shellWord(driver)} `;
}

/** Docker reads the value of `--secret-add` as a line of CSV. */
function csvField(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function update(
  { name, references }: RotationPlan["services"][number],
  from: string,
  to: string,
  docker: string,
): string {
  const added = references.map(({ target, uid, gid, mode }) => {
    const fields = [`source=${to}`, `target=${target}`, `uid=${uid}`, `gid=${gid}`, `mode=${mode}`];
    const words = fields.map(csvField).join(",");
    return `--secret-add ${shellWord(words)}`;
  });
  return `${docker} service update --secret-rm ${shellWord(from)} ${added.join(" ")} ${shellWord(name)}`;
}
