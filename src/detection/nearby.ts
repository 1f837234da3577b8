import type { Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { strength } from "./values/strength.ts";

/** Whether a text is made of plain words. */
export function isWordy(text: Sealed): boolean {
  return text.open((written) => strength(written) === "wordy");
}

const here =
  /(?:@|\bhost=|\bserver=|^-h|^)(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?)(?:[:/,;\s]|$)|@[a-z][a-z0-9_-]*(?::(?:\d|$)|\/|$)|\/\/(?:localhost|127\.0\.0\.1)\b/i;

/**
 * Whether a value names a host that only the machine itself, or a container beside it, answers for:
 * `postgres://app:x@localhost/db`, `-h 127.0.0.1`.
 */
export function namesNearbyHost(value: Value): boolean {
  return value.some((part) => part.is === "literal" && part.text.matches(here));
}
