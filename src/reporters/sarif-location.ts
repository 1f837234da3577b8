import type { ArtifactLocation, Location, Region as SarifRegion } from "sarif";
import { printable } from "./printable.ts";
import type { Region } from "./report.ts";

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

/** A related place, numbered so that the message can link to it. */
export function relatedLocation(id: number, file: string, region: Region, note: string): Location {
  return { id, ...location(file, region), message: { text: plainText(note) } };
}

/** A path as a URI reference below the root of the run. */
export function artifactLocation(file: string): ArtifactLocation {
  const uri = file.split("/").map(encoded).join("/");
  // Absolute paths lie outside the root.
  if (file.startsWith("/")) return { uri: `file://${uri}` };
  return { uri: uri === "" ? "." : uri, uriBaseId: "%SRCROOT%" };
}

/** Text of ours and names of theirs, in which nothing is a link but what we make one. */
export function plainText(text: string): string {
  return printable(text).replaceAll("](", "] (");
}

function encoded(segment: string): string {
  // A lone half of a surrogate pair has no encoding.
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd"));
}
