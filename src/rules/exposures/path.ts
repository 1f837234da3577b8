import type { Binding, Exposure } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { variableOf } from "../../images/index.ts";
import { imageOf } from "../conventions/image.ts";
import type { JudgedWorld } from "../judged-world.ts";

/** The way that a value took to where it was found, in words. */
export interface Path {
  /** The message, where it is not that of the place. */
  says?: "exported";
  how: string;
  instead: string;
}

const leaving = "`docker inspect` does not show it, but child processes and crash reports have it";

/** How a value came into a process: who put it there is who can stop that. */
export function pathOf(exposure: Exposure, world: JudgedWorld): Path {
  if (exposure.where === "argument") return { how: expansion(exposure, world), instead: "" };
  if (exposure.where !== "process") return { how: "", instead: "" };
  const { name, subject } = exposure;
  const bindings = world.lineage(subject, "task-of", "runs").flatMap((id) => world.about(id, "binding"));
  const written = bindings.find((one) => one.name === name && one.sink === "container-env");
  if (written && startsWith(written, "se://")) {
    return {
      how: `the secrets engine put it there (\`se://\`); ${leaving}`,
      instead: "let Docker mount the secret as a file, if the program can read one",
    };
  }
  if (isMasked(bindings, exposure)) {
    return {
      how: `podman put it there (\`type=env\`); ${leaving}`,
      instead: "use `--secret NAME,type=mount`, and let the program read the file",
    };
  }
  const file = bindings.find((one) => one.name === `${name}_FILE`);
  const image = imageOf(subject, world);
  const known = file && image && variableOf(image, name);
  if (known && "exportedToEnv" in known && /^(?:yes|first-start|child-only)$/.test(known.exportedToEnv)) {
    return {
      says: "exported",
      how: `the entry point of the ${image.family.image} image exports what ${name}_FILE names`,
      instead: "",
    };
  }
  const exported = file ? `the entry point exports what ${name}_FILE names; ${leaving}` : leaving;
  return { how: exported, instead: "start the program without exporting the value, and let it read the file" };
}

/** podman's inspect shows stars under the name of the secret. */
function isMasked(bindings: readonly Binding[], { secret }: Exposure): boolean {
  return bindings.some(
    ({ name, sink, value }) =>
      name === secret &&
      sink === "container-env" &&
      value.every((part) => part.is === "literal" && part.text.matches(/^\*+$/)),
  );
}

function startsWith({ value: [part] }: Binding, text: string): boolean {
  return part?.is === "literal" && part.text.slice(0, text.length).equals(text);
}

/** The settings of the container show a script that reads the file into a word. */
function expansion({ subject, homes }: Exposure, world: World): string {
  const paths = new Set(homes.map(({ path }) => path));
  for (const id of world.lineage(subject, "task-of", "runs")) {
    for (const { words } of world.about(id, "command")) {
      for (const { to } of words.flatMap(({ value }) => [...references(value)])) {
        if (to.store === "file" && paths.has(to.name)) return `; \`$(cat ${to.name})\` made it one`;
      }
    }
  }
  return "";
}
