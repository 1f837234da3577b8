/** A known shape of a secret: what it begins with and what follows. */
export interface TokenShape {
  /** What people call it: "GitHub personal access token". */
  name: string;
  /** Letters it begins with; several, divided by a blank. */
  prefix: string;
  /** What follows the prefix: a pattern that RE2 reads too, repeats bounded. */
  body: string;
  /** Who says that it looks so. */
  source: string;
  /**
   * `secret` opens something; `identifier` is half of a pair; `public` is made for everybody; `browser` is often
   * restricted to a site.
   */
  is?: "secret" | "identifier" | "public" | "browser";
}
