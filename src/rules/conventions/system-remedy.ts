import type { Binding, SubjectId, System } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { secretName } from "../bindings.ts";
import type { Remedy } from "./remedy.ts";

/** How the system that reads this file gets a secret that is not written in it. Nothing for Docker's own files. */
export function systemRemedy(variable: string, subject: SubjectId, world: World): Remedy | undefined {
  const system = world.subject(subject)?.system;
  // A variable, or what a module is passed: no container reads it from a file.
  if (system === "Ansible" && !subject.includes("#"))
    return { instead: "encrypt it with `ansible-vault encrypt_string`", paste: "" };
  return system && keeping[system](variable, storeName(variable), world.subject(subject)?.place.file ?? "");
}

const keeping: Readonly<Record<System, (variable: string, name: string, file: string) => Remedy>> = {
  "GitHub Actions": (variable, name, file) =>
    /(?:^|\/)action\.ya?ml$/i.test(file)
      ? {
          instead: "pass it from the workflow that uses this action",
          paste: `with: {${variable}: \${{ secrets.${name} }}}`,
        }
      : {
          instead: "add it to the repository's secrets and use it from there",
          paste: `${variable}: \${{ secrets.${name} }}`,
        },
  "GitLab CI": (variable) => ({
    instead: `add ${variable} as a masked variable in the project's CI/CD settings; delete it here`,
    paste: "",
  }),
  CircleCI: (variable) => ({
    instead: `add ${variable} to a context or to the project's environment variables; delete it here`,
    paste: "",
  }),
  "Azure Pipelines": (variable) => ({
    instead: "make it a secret variable of the pipeline or of a variable group; map it where it is needed",
    paste: `env: {${variable}: $(${variable})}`,
  }),
  Jenkins: (variable) => ({
    instead: "add it to the Jenkins credentials and bind it from there",
    paste: `${variable} = credentials('${secretName(variable).replaceAll("_", "-")}')`,
  }),
  bake: (variable) => ({
    instead: "read it from the environment and pass it to the build as a secret",
    paste: `secret = ["id=${secretName(variable)},env=${variable}"]`,
  }),
  "dev container": (variable) => ({
    instead: "read it from the local environment",
    paste: `"remoteEnv": {"${variable}": "\${localEnv:${variable}}"}`,
  }),
  Ansible: (variable) => ({
    instead: `keep it in a vault; write it to a file of the host with mode 0400; mount that at /run/secrets/${secretName(variable)}`,
    paste: `volumes: ["/srv/secrets/${secretName(variable)}:/run/secrets/${secretName(variable)}:ro"]`,
  }),
};

/**
 * How an image is built with a secret instead of an argument. `stored`: what the system's own store calls it, where it
 * comes from there.
 */
export function buildRemedy(binding: Binding, stored: string | undefined, system: System, world: World): string {
  const argument = binding.name;
  const id = secretName(argument);
  const name = stored ?? storeName(argument);
  const hands = isInCommand(binding, world) ? byOption : handing[system];
  return `${hands(id, argument, name)}\nRUN --mount=type=secret,id=${id},env=${argument} …`;
}

/** `docker build --build-arg` in a step. */
function isInCommand({ place, subject }: Binding, world: World): boolean {
  if (place.in !== "text") return false;
  const [start, end] = place.span;
  return world
    .about(subject, "command")
    .some((one) => one.place.in === "text" && one.place.span[0] <= start && end <= one.place.span[1]);
}

const byOption = (id: string, argument: string) => `--secret id=${id},env=${argument}`;

const handing: Readonly<Record<System, (id: string, argument: string, name: string) => string>> = {
  "GitHub Actions": (id, _, name) => `secrets: |\n  ${id}=\${{ secrets.${name} }}`,
  "GitLab CI": byOption,
  CircleCI: byOption,
  "Azure Pipelines": byOption,
  Jenkins: byOption,
  bake: (id, argument) => `secret = ["id=${id},env=${argument}"]`,
  "dev container": (id, argument) => `"build": {"options": ["--secret", "id=${id},env=${argument}"]}`,
  Ansible: (id, argument) => `secrets: [{id: ${id}, type: env, env: ${argument}}]`,
};

/** What a system's own store would call it: capitals and underscores. */
function storeName(variable: string): string {
  return secretName(variable).toUpperCase();
}
