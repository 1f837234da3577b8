import type { Build, SubjectId } from "../../facts/fact.ts";
import { Sealed } from "../../facts/sealed.ts";
import { partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readMapping } from "./mapping.ts";
import { base, child, gap, type Kind, type Reading, template } from "./reading.ts";
import { readGrants } from "./secrets.ts";

const ofAnImage: readonly Kind[] = ["binding", "copy", "command", "grant", "mount", "text", "setting"];

/** Reads `build:`, the path alone or the long form. */
export function readBuild(reading: Reading, subject: SubjectId, entry: Entry): void {
  const { yaml } = reading;
  const short = template(reading, entry.value);
  const get = (name: string) => (short ? undefined : template(reading, child(reading, entry.value, name)));
  if (!short && yaml.shape(entry.value) !== "map") return;
  const context = short ?? get("context");
  const dockerfile = get("dockerfile");
  const target = get("target");
  const inline = get("dockerfile_inline");
  const keySpan = yaml.span(entry.key);
  const fact: Build = {
    kind: "build",
    ...base(reading, subject, entry.span),
    context: context ? partsOf(context) : [{ is: "literal", text: new Sealed("."), span: keySpan }],
  };
  if (!context) fact.assumed = true;
  if (dockerfile) fact.dockerfile = partsOf(dockerfile);
  if (target) fact.target = partsOf(target);
  if (inline) fact.dockerfileInline = partsOf(inline);
  reading.facts.push(fact);
  if (isRemote(context)) gap(reading, subject, entry.span, ofAnImage, "built from a remote context: not read");
  if (inline) gap(reading, subject, entry.span, ofAnImage, "dockerfile_inline: not read yet");
  if (short) return;
  readMapping(reading, subject, child(reading, entry.value, "args"), "build-arg");
  readMapping(reading, subject, child(reading, entry.value, "labels"), "image-label");
  readGrants(reading, subject, child(reading, entry.value, "secrets"), "build");
}

/** Contexts that git or HTTP fetches, as Compose tells them apart. */
function isRemote(context: Template | undefined): boolean {
  return context !== undefined && /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|oci:\/\/)/.test(context.text);
}
