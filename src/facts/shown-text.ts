declare const mark: unique symbol;

/**
 * Text that an output may hold. Only this module makes it, so that text of a file cannot get into a message by
 * accident. What it makes is taken from the
 * file as written: never from the value of a variable, never from the userinfo of an address, never from what follows a
 * `$` by mistake.
 */
export type Shown = string & { readonly [mark]: true };
