import { showEngine, showName } from "../facts/shown.ts";
import type { LocatedRemark } from "../findings/report.ts";
import type { EngineCapture } from "../runtime/capture.ts";

/** What an audit left out that no option asked for: worth a line, and no reason to fail. */
export function auditRemarks(capture: EngineCapture): LocatedRemark[] {
  return [...unlisted(capture), ...untraced(capture)];
}

function unlisted({ endpoint, refused = [] }: EngineCapture): LocatedRemark[] {
  if (refused.length === 0) return [];
  const names = refused.join(", ").replace(/, (?=[^,]*$)/, " and ");
  const why = `the labels and options of ${names} were not looked at: the engine, or a proxy, refuses to list them`;
  return [{ file: showEngine(endpoint), why }];
}

const whyUntraced = {
  short: "it has fewer than 6 bytes",
  public: "it holds a certificate or a public key, and no private one",
  common: "it is a common word, which other texts hold by chance",
} as const;

function untraced({ endpoint, traced }: EngineCapture): LocatedRemark[] {
  return (traced?.secrets ?? []).flatMap(({ name, skipped }) =>
    skipped
      ? [
          {
            file: showEngine(endpoint),
            why: `the value of secret ${showName(name)} was not traced: ${whyUntraced[skipped]}`,
          },
        ]
      : [],
  );
}
