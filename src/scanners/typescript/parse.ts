import { parse, type TSESTree } from "@typescript-eslint/typescript-estree";

/** Reads a program of either language; `undefined` where it is neither. The parser's own message quotes the text, and goes nowhere. */
export function parsed(file: string, text: string): TSESTree.Program | undefined {
  // `<T>x` is a type assertion in the one and an element in the other: the ending decides, and where it misleads the other is tried.
  const jsx = !/\.[cm]?ts$/i.test(file);
  return tried(text, jsx) ?? tried(text, !jsx);
}

function tried(text: string, jsx: boolean): TSESTree.Program | undefined {
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
}
