import type { Build, SubjectId, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readInlineDockerfile } from "./inline-dockerfile.ts";
import { readMapping } from "./mapping.ts";
import { base, type ComposeScan, child, gap, type Kind, template } from "./scan.ts";
import { buildKeys } from "./schema-keys.ts";
import { readGrants } from "./secrets.ts";
import { readUnknownKeys } from "./unknown-keys.ts";

const ofAnImage: readonly Kind[] = ["binding", "copy", "command", "grant", "mount", "text", "setting"];

/** Reads `build:`, the path only or the long form. */
export function readBuild(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  const { yaml } = scan;
  const short = template(scan, entry.value);
  const get = (name: string) => (short ? undefined : template(scan, child(scan, entry.value, name)));
  // `build: !reset null` takes a build away.
  if (yaml.tag(entry.value) === "!reset") return;
  if (!short && yaml.shape(entry.value) !== "map") return;
  const context = short ?? get("context");
  const dockerfile = get("dockerfile");
  const target = get("target");
  const inline = get("dockerfile_inline");
  const keySpan = yaml.span(entry.key);
  const fact: Build = {
    kind: "build",
    ...base(scan, subject, entry.span),
    context: context ? partsOf(context) : [{ is: "literal", text: new Sealed("."), span: keySpan }],
  };
  if (!context) fact.assumed = true;
  if (dockerfile) fact.dockerfile = partsOf(dockerfile);
  if (target) fact.target = partsOf(target);
  if (inline) fact.dockerfileInline = partsOf(inline);
  const contexts = short ? [] : readContexts(scan, child(scan, entry.value, "additional_contexts"));
  if (contexts.length > 0) fact.contexts = contexts;
  scan.facts.push(fact);
  if (isRemote(context)) gap(scan, subject, entry.span, ofAnImage, "remote", "built from a remote context: not read");
  if (inline) readInlineDockerfile(scan, subject, inline);
  if (short) return;
  readUnknownKeys(scan, subject, yaml.entries(entry.value), buildKeys);
  readMapping(scan, subject, child(scan, entry.value, "args"), "build-arg");
  readMapping(scan, subject, child(scan, entry.value, "labels"), "image-label");
  readGrants(scan, subject, child(scan, entry.value, "secrets"), "build");
}

/** `additional_contexts`, as a map or as a list of `NAME=WHAT`. */
function readContexts(scan: ComposeScan, node: unknown): { name: string; value: Value }[] {
  const { yaml } = scan;
  const fromMap = yaml.entries(node).flatMap((entry) => {
    const value = template(scan, entry.value);
    return value ? [{ name: entry.name, value: partsOf(value) }] : [];
  });
  const fromList = yaml.items(node).flatMap((item) => {
    const written = template(scan, item);
    const equals = written?.text.indexOf("=") ?? -1;
    return written && equals > 0 ? [{ name: nameOf(written, 0, equals), value: partsOf(written, equals + 1) }] : [];
  });
  return [...fromMap, ...fromList];
}

/** Contexts that git or HTTP fetches, as Compose tells them apart. */
function isRemote(context: Template | undefined): boolean {
  return (
    context?.text.startsWith(".") === false &&
    /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|oci:\/\/)/.test(context.text)
  );
}
