/** Whether a text has a block, or a key, that only a bake file has. */
export function readsAsBake(text: string): boolean {
  return /^[ \t]*(?:target|group|variable)[ \t]+"/m.test(text) || /"(?:target|group)"[ \t]*:/.test(text);
}
