import type { ScopeManager } from "@typescript-eslint/scope-manager";
import { type Tree, treeOf } from "./tree.ts";
import { hasUnclosedElements } from "./unclosed.ts";
import { weightOf } from "./weight.ts";

/** A program and the scopes of its names. */
interface Parsed {
  tree: Tree;
  scopes: ScopeManager;
}

/** Reads a program of either language; `undefined` where it is neither. */
export type Parse = (file: string, text: string) => Parsed | undefined;

/** A tenth of it is more than a program of a megabyte has. */
const mostWeight = 10_000_000;

/** Loads the parser, which is larger than everything else together. Its own messages quote the text, and go nowhere. */
export async function loadParser(): Promise<Parse> {
  const [
    {
      default: { parse },
    },
    {
      default: { analyze },
    },
  ] = await Promise.all([import("@typescript-eslint/typescript-estree"), import("@typescript-eslint/scope-manager")]);
  const tried = (text: string, jsx: boolean): Parsed | undefined => {
    try {
      const program = parse(text, {
        filePath: jsx ? "file.tsx" : "file.ts",
        jsx,
        range: true,
        loc: false,
        comment: false,
        tokens: false,
        allowInvalidAST: true,
        jsDocParsingMode: "none",
        suppressDeprecatedPropertyWarnings: true,
      });
      const tree = treeOf(program);
      if (weightOf(tree.nodes) > mostWeight) return undefined;
      // The types of JavaScript's own library are no values, and elements name none that is followed.
      return { tree, scopes: analyze(program, { sourceType: "module", lib: [], jsxPragma: null }) };
    } catch {
      return undefined;
    }
  };
  return (file, text) => {
    if (hasUnclosedElements(text)) return undefined;
    // `<T>x` is a type assertion in the one and an element in the other: the ending decides, and where it misleads the
    // other is tried.
    const jsx = !/\.[cm]?ts$/i.test(file);
    return tried(text, jsx) ?? tried(text, !jsx);
  };
}
