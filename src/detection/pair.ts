import { decoded } from "./values/base64.ts";

const written = /^([\w.@+-]{1,80})[:/](\S{3,})$/;
const behindBase64 = /^[\x21-\x39\x3b-\x7e]{1,80}:([\x21-\x7e]{3,})$/;
// `host:5432`, `registry/image:tag` and file names have the same form.
const other = /^https?:|:\d{1,5}$|\/[\w.-]+:[\w.-]+$|\.(?:json|ya?ml|txt|pem|key)$/;

/**
 * The password of `user:password`, `user/password`, or of either after base64, and where it starts (0 where that cannot
 * be told).
 */
export function passwordOfPair(text: string): { password: string; from: number } | undefined {
  const password = written.exec(text)?.[2];
  if (password && !other.test(text)) return { password, from: text.length - password.length };
  const hidden = text.length >= 8 ? behindBase64.exec(decoded(text) ?? "")?.[1] : undefined;
  return hidden ? { password: hidden, from: 0 } : undefined;
}
