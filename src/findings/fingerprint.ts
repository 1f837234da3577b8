import type { Finding } from "./finding.ts";

/**
 * What tells a finding from others in the next run: SHA-256 over rule, message, subject and key, in hexadecimal. No
 * line, no value.
 * As a list in JSON, because a key may hold whatever character would otherwise separate the parts.
 */
export function fingerprint({ rule, say, subject, key }: Pick<Finding, "rule" | "say" | "subject" | "key">): string {
  // Loaded here, because a report for people does without, and loading it takes longer than reading a small file.
  return process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update(JSON.stringify([rule, say, subject, key]))
    .digest("hex");
}
