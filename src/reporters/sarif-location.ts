import type { ArtifactLocation, Location, Region as SarifRegion } from "sarif";
import { printable } from "../findings/printable.ts";
import type { LocatedFinding, Region } from "../findings/report.ts";

/** A place as SARIF says it. Never with a snippet: that would carry the secret. */
export function location(file: string, region: Partial<Region> & Pick<Region, "startLine">): Location {
  const { startLine, startColumn, endLine, endColumn } = region;
  const written: SarifRegion = {
    startLine,
    ...(startColumn !== undefined && { startColumn }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
  return { physicalLocation: { artifactLocation: artifactLocation(file), region: written } };
}

/** A place in a file, or in what an engine answered. */
type Somewhere = Pick<LocatedFinding, "file" | "region" | "pointer">;

/** A related place, numbered so that the message can link to it. */
export function relatedLocation(id: number, place: Somewhere, note: string): Location {
  return { id, ...placed(place), message: { text: plainText(note) } };
}

/**
 * Where a finding is shown and what leads on from there: for one about a running thing, the line of a file that can be
 * edited, if one is known, with what the
 * engine answered beside it.
 */
export function locations({ relatedRegions, ...finding }: LocatedFinding): {
  primary: Location;
  related: { place: Somewhere; note: string }[];
} {
  const declared = finding.pointer === undefined ? -1 : relatedRegions.findIndex((one) => one.pointer === undefined);
  const editable = relatedRegions[declared];
  const others = relatedRegions.filter((_, at) => at !== declared).map((place) => ({ place, note: place.note }));
  const subject = printable(finding.subject);
  const logicalLocations = [
    { fullyQualifiedName: subject },
    ...(finding.pointer === undefined ? [] : [{ fullyQualifiedName: printable(`${subject}#${finding.pointer}`) }]),
  ];
  return {
    primary: { ...placed(editable ?? finding), logicalLocations },
    related: editable ? [{ place: finding, note: "seen in the engine" }, ...others] : others,
  };
}

function placed({ file, region, pointer }: Somewhere): Location {
  return location(pointer === undefined ? file : engineArtifact(file), region);
}

/**
 * `engine/container/shop_db.1`: GitHub needs a path, and this one stays the same from run to run, whatever the engine's
 * address.
 */
function engineArtifact(name: string): string {
  const [, kind, thing] = /^(container|image|service|secret|config|volume|network) (.+)$/s.exec(name) ?? [];
  return kind === undefined ? "engine" : `engine/${kind}/${thing}`;
}

/** A path as a URI reference below the root of the run. */
export function artifactLocation(file: string): ArtifactLocation {
  const uri = file.split("/").map(encoded).join("/");
  // Absolute paths are outside the root.
  if (file.startsWith("/")) return { uri: `file://${uri}` };
  return { uri: uri === "" ? "." : uri, uriBaseId: "%SRCROOT%" };
}

/** Text of ours and names of theirs, in which nothing is a link but what we make one. */
export function plainText(text: string): string {
  return printable(text).replaceAll("](", "] (");
}

/** The same for Markdown, in which what is in backticks is code already. */
export function plainMarkdown(text: string): string {
  return printable(text)
    .split(/(`[^`]+`)/)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replace(/[\\*_[\]<>#|~!`]/g, (mark) => `\\${mark}`).replaceAll("://", "\\://"),
    )
    .join("");
}

function encoded(segment: string): string {
  // A lone half of a surrogate pair has no encoding.
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd"));
}
