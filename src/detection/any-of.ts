/**
 * Whether a text fits any of these. One pattern, made when it is first asked: a short run compiles none that it does
 * not need, and one for twenty saves
 * it nineteen. All must have the same flags, and none a group that is referred to.
 */
export function anyOf(patterns: readonly RegExp[]): Pick<RegExp, "test"> {
  let whole: RegExp | undefined;
  return {
    test(text) {
      whole ??= new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), patterns[0]?.flags);
      return whole.test(text);
    },
  };
}
