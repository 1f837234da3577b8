import type { World } from "../../facts/world.ts";
import { secretName } from "../bindings.ts";
import { type CopiedSecret, contextOf } from "./copied-secrets.ts";

/** The words of the messages about a copied secret file. */
export function wordsOf({ copy, path, kind, file }: CopiedSecret, world: World): Record<string, string> {
  const secret = secretName(path.slice(path.lastIndexOf("/") + 1));
  const [service] = world.users(copy.subject, "build-section");
  const context = contextOf(copy, world);
  return {
    kind: kind.what,
    how: kind.how ?? `RUN --mount=type=secret,id=${secret} …`,
    secret,
    service: service?.name ?? "app",
    file: `./${file?.place.file ?? path.replace(/^\.?\//, "")}`,
    ignore: context?.place.file ?? ".dockerignore",
  };
}
