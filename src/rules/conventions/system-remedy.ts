import type { Binding, SubjectId, System } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { secretName } from "../bindings.ts";
import type { Remedy } from "./remedy.ts";

/** How whoever runs by this file gets a secret without its being written there, in the words of the system that reads it. Nothing for Docker's own files. */
export function systemRemedy(variable: string, subject: SubjectId, world: World): Remedy | undefined {
  const system = world.subject(subject)?.system;
  return system && keeping[system](variable, storeName(variable), world.subject(subject)?.place.file ?? "");
}

const keeping: Readonly<Record<System, (variable: string, name: string, file: string) => Remedy>> = {
  "GitHub Actions": (variable, name, file) =>
    /(?:^|\/)action\.ya?ml$/i.test(file)
      ? {
          instead: "let the workflow that uses this action pass it",
          paste: `with: {${variable}: \${{ secrets.${name} }}}`,
        }
      : {
          instead: "put it into the repository's secrets and take it from there",
          paste: `${variable}: \${{ secrets.${name} }}`,
        },
  "GitLab CI": (variable) => ({
    instead: `delete it here and add ${variable} as a masked variable in the project's CI/CD settings: jobs get it as $${variable}`,
    paste: "",
  }),
  CircleCI: (variable) => ({
    instead: `delete it here and add ${variable} to a context, or to the project's environment variables: jobs get it as $${variable}`,
    paste: "",
  }),
  "Azure Pipelines": (variable) => ({
    instead: "make it a secret variable of the pipeline, or of a variable group, and map it where it is needed",
    paste: `env: {${variable}: $(${variable})}`,
  }),
  Jenkins: (variable) => ({
    instead: "keep it in the credentials of Jenkins and bind it from there",
    paste: `${variable} = credentials('${secretName(variable).replaceAll("_", "-")}')`,
  }),
  bake: (variable) => ({
    instead: "take it from the environment of whoever builds, and hand it to the build as a secret",
    paste: `secret = ["id=${secretName(variable)},env=${variable}"]`,
  }),
  "dev container": (variable) => ({
    instead: "take it from the environment of whoever opens the container",
    paste: `"remoteEnv": {"${variable}": "\${localEnv:${variable}}"}`,
  }),
  Ansible: (variable) => ({
    instead: `keep it in a vault, write it into a file of the host, mode 0400, and mount that at /run/secrets/${secretName(variable)}`,
    paste: `volumes: ["/srv/secrets/${secretName(variable)}:/run/secrets/${secretName(variable)}:ro"]`,
  }),
};

/** How an image is built with a secret instead of an argument. `stored`: what the system's own store calls it, where it comes from there. */
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
