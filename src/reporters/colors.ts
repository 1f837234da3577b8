import { styleText } from "node:util";

const names = ["bold", "dim", "red", "green", "yellow", "cyan"] as const;

/** What a text looks like on a terminal. */
export type Colors = Readonly<Record<(typeof names)[number], (text: string) => string>>;

/** Colours, or texts as they are. */
export function colors(color: boolean): Colors {
  // Whether the terminal can show them was decided before.
  const painted = (name: (typeof names)[number]) => (text: string) => styleText(name, text, { validateStream: false });
  const paint = (name: (typeof names)[number]) => (color ? painted(name) : String);
  return Object.fromEntries(names.map((name) => [name, paint(name)])) as Colors;
}
