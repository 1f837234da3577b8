/**
 * What readers rely on in an answer. Fields that are not named may hold anything. `null` is as good as a field that is
 * left out: engines write empty lists so.
 */
export type Shape =
  | "text"
  | "number"
  | "flag"
  /** A number of a container or an image, which becomes part of a path. */
  | "id"
  /** `most` entries, or as many as an engine has of anything. */
  | { readonly list: Shape; readonly most?: number }
  /** By names that nobody knows before: labels. */
  | { readonly table: Shape }
  | { readonly object: Fields; readonly needs?: readonly string[] };

type Fields = Readonly<Record<string, Shape>>;

/** More than an engine holds of anything. */
const mostEntries = 20_000;

/** The fields that are missing or hold something else than they should: `Config.Env`. Names are those of the shape. */
export function misfits(value: unknown, shape: Shape, name = ""): string[] {
  const found = new Set<string>();
  collect(value, shape, name, found);
  return [...found];
}

/** Whether a value is of use at all: of the right kind, and with the fields that it needs. */
export function isUsable(value: unknown, shape: Shape): boolean {
  if (!isKind(value, shape)) return false;
  if (typeof shape !== "object" || !("object" in shape)) return true;
  return (shape.needs ?? []).every((key) => isKind(fieldOf(value, key), shape.object[key] ?? "text"));
}

/** Looks at the value itself, and not at what is in it. */
function isKind(value: unknown, shape: Shape): boolean {
  if (shape === "text") return typeof value === "string";
  if (shape === "number") return typeof value === "number";
  if (shape === "flag") return typeof value === "boolean";
  if (shape === "id") return typeof value === "string" && /^(?:\w+:)?[0-9a-f]{12,128}$/.test(value);
  if ("list" in shape) return Array.isArray(value) && value.length <= (shape.most ?? mostEntries);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function collect(value: unknown, shape: Shape, name: string, found: Set<string>): void {
  if (!isKind(value, shape)) {
    found.add(name || "not what the call gives");
    return;
  }
  if (typeof shape === "string") return;
  if ("list" in shape) {
    for (const one of value as readonly unknown[]) collect(one, shape.list, name, found);
    return;
  }
  if ("table" in shape) {
    for (const one of Object.values(value as object)) collect(one, shape.table, name, found);
    return;
  }
  for (const [key, inner] of Object.entries(shape.object)) {
    const field = fieldOf(value, key);
    const isAbsent = field === undefined || field === null;
    if (!isAbsent || shape.needs?.includes(key)) collect(field, inner, name === "" ? key : `${name}.${key}`, found);
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return Object.hasOwn(value as object, key) ? Reflect.get(value as object, key) : undefined;
}
