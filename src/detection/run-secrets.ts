import type { Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { soleLiteral } from "../facts/value.ts";

const unix = /^\/(?:var\/)?run\/secrets\/([\w.@+-]+(?:\/[\w.@+-]+)*)$/;
const windows = /^[A-Za-z]:[\\/]ProgramData[\\/]Docker[\\/]secrets[\\/]([\w.@+-]+)$/i;

/**
 * The path below /run/secrets that is all of a value, as Linux writes it: `/var/run/secrets/x` and
 * `C:\ProgramData\Docker\secrets\x` are the same
 * convention. Undefined for every other value.
 */
export function secretPathIn(value: Value): string | undefined {
  const name = soleLiteral(value)?.text.open((text) =>
    /secrets/i.test(text) ? (unix.exec(text)?.[1] ?? windows.exec(text)?.[1]) : undefined,
  );
  return name === undefined ? undefined : `/run/secrets/${name}`;
}

/** Whether a value is a path, or cannot be told: no text of any other kind. */
export function mayBePath(value: Value): boolean {
  if (value.some((part) => part.is !== "literal")) return true;
  return value.length === 0 || value.some((part) => part.is === "literal" && part.text.matches(/[\\/]/));
}

const below = /(?:^|[\s='":,(@<])\/(?:var\/)?run\/secrets\/([\w.@+-]+(?:\/[\w.@+-]+)*)(?![\w.@+/*?{$-])/;

/** The name below /run/secrets in a text of a command. `goesOn`: what follows the text may be the rest of the name. */
export function secretNameWithin(sealed: Sealed, goesOn: boolean): string | undefined {
  return sealed.open((text) => {
    const match = below.exec(text);
    const ends = match && match.index + match[0].length === text.length;
    return ends && goesOn ? undefined : match?.[1];
  });
}
