import { decoded, type Mapped } from "../text/mapped.ts";

/** `key=value` of a mount, or `key` only. */
export interface MountOption {
  /** In small letters. */
  key: string;
  value?: Mapped;
}

/** The fields of a mount's CSV: `type=secret,"id=a,b"`. `undefined`: the builder refuses it. */
export function mountOptions(csv: Mapped): MountOption[] | undefined {
  const options: MountOption[] = [];
  const { text } = csv;
  let index = 0;
  while (index <= text.length) {
    const field = text[index] === '"' ? quotedField(csv, index) : plainField(csv, index);
    if (!field) return undefined;
    options.push(option(field.content));
    if (field.end < text.length && text[field.end] !== ",") return undefined;
    index = field.end + 1;
  }
  return options;
}

interface Field {
  content: Mapped;
  end: number;
}

function plainField(csv: Mapped, start: number): Field | undefined {
  const comma = csv.text.indexOf(",", start);
  const end = comma < 0 ? csv.text.length : comma;
  const indices = Array.from({ length: end - start + 1 }, (_, nth) => start + nth);
  const text = csv.text.slice(start, end);
  return text.includes('"') ? undefined : { content: decoded(csv, text, indices), end };
}

/** In a quoted field two quotes are one. */
function quotedField(csv: Mapped, start: number): Field | undefined {
  const indices: number[] = [];
  let text = "";
  for (let index = start + 1; index < csv.text.length; index++) {
    const char = csv.text[index] ?? "";
    if (char === '"' && csv.text[index + 1] !== '"') {
      return { content: decoded(csv, text, [...indices, index]), end: index + 1 };
    }
    indices.push(index);
    text += char;
    if (char === '"') index++;
  }
  return undefined;
}

function option(field: Mapped): MountOption {
  const equals = field.text.indexOf("=");
  if (equals < 0) return { key: field.text.toLowerCase() };
  const start = equals + 1;
  const indices = Array.from({ length: field.text.length - start + 1 }, (_, nth) => start + nth);
  return { key: field.text.slice(0, equals).toLowerCase(), value: decoded(field, field.text.slice(start), indices) };
}
