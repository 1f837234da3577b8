import type { Fact } from "../../facts/index.ts";
import { resolved } from "./bindings.ts";
import { type DockerfileScan, gap, readerOf, shared } from "./scan.ts";
import { openStage } from "./stage.ts";
import type { Instruction } from "./tree.ts";
import { plainText, valueIn } from "./value.ts";

const windowsImages = ["nanoserver", "servercore", "mcr.microsoft.com/windows", "mcr.microsoft.com/dotnet/framework"];

/** `FROM image AS name`: opens a stage, and says what image it begins with where that is no stage of this file. */
export function readFrom(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { source, span: statement } = instruction.line;
  const [image, as, name] = instruction.words;
  const said = image && resolved(scan, instruction, image);
  const base = said === undefined ? undefined : scan.stages.byName.get(said.toLowerCase());
  const named = as && name && source.text.slice(...as).toLowerCase() === "as" ? name : undefined;
  const outside = { ...readerOf(scan, instruction), stage: scan.global };
  scan.stage = openStage(scan.stages, {
    ...(named && { name: source.text.slice(...named) }),
    ...(base && { base }),
    place: { in: "text", file: scan.source.file, span: statement, statement },
    windows: image !== undefined && isWindows(said ?? plainText(outside, image)),
  });
  if (!image) return [gap(scan, instruction, ["setting"], "malformed", "FROM without an image")];
  if (base) return [];
  const value = valueIn(outside, image);
  return [{ kind: "setting", key: "image", value, ...shared(scan, instruction, source.span(image)) }];
}

function isWindows(image: string): boolean {
  const lower = image.toLowerCase();
  return windowsImages.some((name) => lower.includes(name));
}
