import type { World } from "../facts/world.ts";
import type { Finding } from "../findings/finding.ts";

/**
 * Findings about a container, each with the place in the compose file that it was declared at: the grant it is about,
 * or else the service.
 */
export function linkToDeclarations(findings: readonly Finding[], world: World): Finding[] {
  return findings.map((finding) => {
    const [service] = finding.at.in === "capture" ? world.sources(finding.subject, "started-from") : [];
    if (!service || finding.related.some(({ at }) => at.in === "text")) return finding;
    const grant = world.about(service.id, "grant").find(({ target }) => target === finding.key);
    const at = grant?.place ?? service.place;
    return { ...finding, related: [...finding.related, { at, note: grant ? "granted here" : "declared here" }] };
  });
}
