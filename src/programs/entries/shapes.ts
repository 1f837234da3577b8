/** What the value is. */
export const password = { as: "PASSWORD" } as const;
export const token = { as: "TOKEN" } as const;

/** `user:password`, but no URL. */
export const pair = /^[^:/]*:(?!\/\/)/;

/** `Authorization: Bearer x`, `X-Api-Key: x`. */
export const header =
  /^(?:(?:proxy-)?authorization:\s*(?:(?:bearer|basic|token|apikey|negotiate)\s+)?|[\w-]*(?:token|api-?key|auth-key|secret|x-auth)[\w-]*:\s*)/i;
