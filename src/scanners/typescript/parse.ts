import type { TSESTree } from "@typescript-eslint/typescript-estree";

/** Reads a program of either language; `undefined` where it is neither. */
export type Parse = (file: string, text: string) => TSESTree.Program | undefined;

/** Loads the parser, which is larger than everything else together. Its own messages quote the text, and go nowhere. */
export async function loadParser(): Promise<Parse> {
  const {
    default: { parse },
  } = await import("@typescript-eslint/typescript-estree");
  const tried = (text: string, jsx: boolean): TSESTree.Program | undefined => {
    try {
      return parse(text, {
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
    } catch {
      return undefined;
    }
  };
  return (file, text) => {
    // `<T>x` is a type assertion in the one and an element in the other: the ending decides, and where it misleads the other is tried.
    const jsx = !/\.[cm]?ts$/i.test(file);
    return tried(text, jsx) ?? tried(text, !jsx);
  };
}
