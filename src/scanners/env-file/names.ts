/** Whether what is before a `=` is a name: names are shown, so that no piece of a key or a text may pass for one. */
export function isBoundName(text: string): boolean {
  // Nearly all are plain, and for them the longer pattern is not compiled.
  return text.length > 0 && text.length <= 200 && !(/[^\w.-]/.test(text) && /[\s/+\p{C}]/u.test(text));
}

/** Whether a word only on its line is a variable's name and not a token. */
export function isLoneName(text: string): boolean {
  return /^[A-Z_][A-Z\d_]{0,99}$/.test(text) || /^[a-z][a-z_]{0,39}$/.test(text);
}
