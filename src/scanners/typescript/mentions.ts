/** What a program says that could hold a secret, as one pattern: it reads every program, most of them for nothing. */
const telling = new RegExp(
  [
    // It reads its environment or a secret, or has an engine start something.
    /process\.env|(?:import\.meta|Bun|Deno)\.env|\/run\/secrets|onfigService\.get|getenv\(|node:process|['"]process['"]/,
    /envalid|convict|dockerode|createContainer|testcontainers|withEnvironment/,
    // It starts programs, connects to servers, signs or encrypts.
    /child_process|execa|zx['"]|createTransport|createConnection\(|createPool\(|new Sequelize\(|JwtModule|secretOrKey/,
    /[jJ]wt\.(?:sign|verify)|jsonwebtoken|[sS]ession\(|cookieParser\(|IronSession|createHmac\(|create(?:De)?[cC]ipher|CryptoJS|createUser\(/,
    // It holds a URL with a password, or how the most common tokens begin.
    /:\/\/[^\s/:@"'<>]{0,100}:[^\s/@"'`<>]{1,200}@/,
    /gh[pousr]_\w{20}|github_pat_|glpat-|A[KS]IA[A-Z\d]{12}|[sr]k_live_|xox[abprs]-|npm_[A-Za-z\d]{30}|AIza\w/,
    /SG\.\w|-----BEGIN|dckr_pat_|hvs\.\w|sk-[a-zA-Z\d-]{20}|eyJhbGciOi/,
    // It gives a text to what is called like a secret.
    /(?:[pP]ass(?:w|W|phrase)|PASS|[pP](?:wd|WD|W)\b|[sS]ecret|SECRET|_TOKEN|[a-z]Token|_KEY|[a-z]Key)\w{0,30}["']?\s{0,2}[:=]\s{0,2}["'`][^"'`\s<]{4,400}["'`]/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** More than anybody writes by hand. */
const mostText = 1024 * 1024;

/**
 * Whether a program's text is worth the parser, which takes longer to load than most runs take altogether. What a
 * bundler wrote is not.
 */
export function hasSomethingToSay(text: string): boolean {
  return mentionsSecrets(text) && text.length <= mostText && !isMinified(text);
}

/** Whether a program is too long to be parsed, though it could hold a secret and no bundler minified it. */
export function isLong(text: string): boolean {
  return text.length > mostText && mentionsSecrets(text) && !isMinified(text);
}

function mentionsSecrets(text: string): boolean {
  return telling.test(text) || (/\b(?:docker|podman|nerdctl)\b/.test(text) && /\b(?:spawn|exec|zx)/.test(text));
}

function isMinified(text: string): boolean {
  if (text.length < 4000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > 300;
}
