/** The version of package.json; the build writes it in. */
declare const __VERSION__: string;
