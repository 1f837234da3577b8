import type { Project, ProjectService } from "../../../src/facts/project.ts";
import { World } from "../../../src/facts/world.ts";
import { memoryWorkspace } from "../../../src/inputs/memory.ts";
import { loadFacts } from "../../../src/pipeline/load.ts";
import { shownValue } from "../../scanners/compose-said.ts";

export type Files = Readonly<Record<string, string>>;

export async function worldOf(files: Files): Promise<World> {
  return new World((await loadFacts(memoryWorkspace(files))).sightings);
}

/** What a service ends up with, in the words of this test: name to value, target to secret, path to source. */
export interface EndsUp {
  environment: Record<string, string>;
  secrets: Record<string, string>;
  volumes: Record<string, string>;
  labels: Record<string, string>;
  args: Record<string, string>;
  image?: string;
  user?: string;
  target?: string;
  command?: string;
}

const plain = (value: Parameters<typeof shownValue>[0]) => shownValue(value).replaceAll(/[‹›]/g, "");

function endsUp(service: ProjectService): EndsUp {
  const bindings = service.facts("binding");
  const of = (sink: string) =>
    Object.fromEntries(bindings.filter((one) => one.sink === sink).map(({ name, value }) => [name, plain(value)]));
  const setting = (key: string) => service.facts("setting").find((one) => one.key === key);
  const [image, user] = [setting("image"), setting("user")];
  const [build] = service.facts("build");
  const commands = service.facts("command").filter(({ under }) => under === "command");
  const found: EndsUp = {
    environment: Object.fromEntries([...service.environment].map(([name, { value }]) => [name, plain(value)])),
    secrets: Object.fromEntries(
      service.facts("grant").flatMap((one) => (one.during === "run" ? [[one.target ?? "", one.secret]] : [])),
    ),
    volumes: Object.fromEntries(service.facts("mount").map((one) => [one.path, plain(one.source ?? [])])),
    labels: of("container-label"),
    args: of("build-arg"),
  };
  if (image) found.image = plain(image.value);
  if (user) found.user = plain(user.value);
  if (build?.target) found.target = plain(build.target);
  if (commands.length > 0) {
    found.command = commands.flatMap(({ words }) => words.map(({ value }) => plain(value))).join(" ");
  }
  return found;
}

/** The services and the secrets of a project. */
export function said(project: Project): { services: Record<string, EndsUp>; secrets: string[] } {
  return {
    services: Object.fromEntries([...project.services].map(([name, service]) => [name, endsUp(service)]).sort(byName)),
    secrets: [...project.secrets.keys()].sort(),
  };
}

function byName(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
