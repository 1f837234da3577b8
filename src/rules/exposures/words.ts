import type { Exposure, Fact } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";

const forms: Readonly<Record<Exposure["form"], string>> = {
  plain: "",
  json: " (escaped as in JSON)",
  shell: " (quoted for a shell)",
  url: " (encoded for a URL)",
  base64: " (in Base64)",
  hex: " (in hexadecimal)",
};

export function writtenAs(form: Exposure["form"]): string {
  return forms[form];
}

/** `secret db_pw`, `secrets db_pw and api_key`. */
export function nameSecrets(group: readonly Exposure[]): string {
  const names = [...new Set(group.map(({ secret }) => secret))].sort();
  return names.length === 1 ? `secret ${names[0]}` : `secrets ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `service db`, `image shop/api:3`, `volume data`. */
export function holderOf({ subject, place }: Pick<Fact, "subject" | "place">, world: World): string {
  return subject.startsWith("engine:") ? place.file : (world.subject(subject)?.place.file ?? place.file);
}

/**
 * Whether the service or the image of a container contains the same: one secret is one finding, where it was written.
 */
export function isRepeated({ subject, secret, where, name }: Exposure, world: World): boolean {
  return world
    .lineage(subject, "task-of", "runs")
    .slice(1)
    .some((id) =>
      world.about(id, "exposure").some((one) => one.secret === secret && one.where === where && one.name === name),
    );
}

/** The files of the secret in other containers. */
export function relatedHomes({ homes, subject }: Exposure, world: World): { fact: Fact; note: string }[] {
  return homes.flatMap((home) => {
    if (home.subject === subject) return [];
    const fact = world.about(home.subject, "file").find(({ path }) => path === home.path);
    return fact ? [{ fact, note: "the secret is mounted here" }] : [];
  });
}
