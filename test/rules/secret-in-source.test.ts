import { secretInSource } from "../../src/rules/secret-in-source.ts";
import { type Row, ruleTable } from "../support/rule-table.ts";

const program = (text: string, file = "src/main.ts") => ({ [file]: text });
const pull = (credentials: string) => program(`import D from "dockerode";\nnew D().pull("r/a", ${credentials});`);

const jwt = [{ alg: "HS256" }, { sub: "canary" }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat("c4nary".repeat(7))
  .join(".");
const pat = `ghp_${"a1B2".repeat(9)}`;

ruleTable(secretInSource, {
  "a variable that is set": {
    files: program('process.env.SESSION_SECRET = "«quartz-lantern-808-canary»";'),
    says: "environment",
    key: "SESSION_SECRET",
    severity: "medium",
  },
  "a variable with brackets": {
    files: program("process.env['DB_PASSWORD'] = '«orchid-42-canary»';", "a.cjs"),
    says: "environment",
  },
  "of an imported environment": {
    files: program('import { env } from "node:process";\nenv.DB_PASSWORD = `«orchid-42-canary»`;'),
    says: "environment",
  },
  "credentials of a registry": {
    files: pull('{ authconfig: { username: "ci", password: "«quartz-lantern-808-canary»" } }'),
    says: "registry",
    key: "password",
  },
  "credentials from elsewhere": {
    files: pull("{ authconfig: { username: 'ci', password: process.env.R_PASSWORD } }"),
    says: "quiet",
  },
  "a file": { files: program('process.env.DB_PASSWORD = readFileSync("/run/secrets/db", "utf8");'), says: "quiet" },
  "another variable": { files: program("process.env.DB_PASSWORD = process.env.PW;"), says: "quiet" },
  "no secret": { files: program('process.env.NODE_ENV = "production";'), says: "quiet" },
  "a path": { files: program('process.env.DB_PASSWORD_FILE = "/run/secrets/db_password";'), says: "quiet" },
  "a fallback has a rule of its own": {
    files: program('process.env.DB_PASSWORD ??= "lantern-808-canary";'),
    says: "quiet",
  },
  "the password beside a server": {
    files: {
      "src/db.ts":
        'export const pool = new Pool({ host: process.env.DB_HOST, user: "app", password: "«lantern808canary»", database: "shop" });\n',
    },
    says: "connection",
    severity: "medium",
    key: "password",
  },
  "a guessable one, by a service's name": {
    files: {
      "db.js":
        "const k = process.env.X;\nmodule.exports = new Sequelize({ dialect: 'mysql', host: 'mysql', password: '«root»' });\n",
    },
    says: "connection",
  },
  "a log-in to a mail server": {
    files: {
      "mail.js":
        'createTransport({ service: "gmail", auth: { user: process.env.MAIL_USER, pass: "«lypm pqio canary xaky»" } });\n',
    },
    says: "connection",
  },
  "a server of its own machine": {
    files: {
      "db.ts":
        'const a = { host: "localhost", password: "«lantern808canary»" };\nconst b = { host: process.env.H ?? "127.0.0.1", password: "«lantern808canary»" };\n',
    },
    says: ["connection", "connection"],
    severity: "low",
  },
  "plain words for a server of its own machine": {
    files: program('createConnection({ host: "localhost", user: "root", password: "canary" });', "db.js"),
    says: "quiet",
  },
  "a body that is sent, a form, a schema, a test's user": {
    files: {
      "src/a.ts":
        'const url = process.env.API;\npost(url, { email: "a@example.net", password: "lantern808canary" });\nconst f = { username: "Name", password: "Password" };\nconst s = { host: z.string(), password: z.string() };\n',
    },
    says: "quiet",
  },
  "taken from elsewhere": {
    files: {
      "src/a.ts":
        "const a = { host: process.env.H, password: process.env.P };\nconst b = { host: h, password: read() };\n",
    },
    says: "quiet",
  },
  "a token of a known shape": {
    files: {
      "a.js": `const own = "${pat}";\nlisten(process.env.PORT);\nconst id = "abcdef0123456789abcdef01";\n`.replace(
        pat,
        `«${pat}»`,
      ),
    },
    says: "text",
    key: "own",
  },
  "what sessions are signed with": {
    files: {
      "a.js": 'app.use(session({ secret: "«webgl-canary-key-2025»", resave: false }));\nlisten(process.env.PORT);\n',
    },
    says: "text",
  },
  ...passed({
    "jwt.sign(payload, 'T')": "T",
    "jsonwebtoken.verify(token, 'T', done)": "T",
    "JwtModule.register({ secret: 'T', signOptions: { expiresIn: process.env.TTL } })": "T",
    "await this.jwtService.verifyAsync(token, { secret: 'T' })": "T",
    "super({ jwtFromRequest: x, secretOrKey: 'T' })": "T",
    "expressjwt({ secret: 'T', algorithms: ['HS256'] })": "T",
    "fastify.register(fastifyJwt, { secret: 'T' })": "T",
    "app.use(cookieSession({ name: 's', keys: ['T'] }))": "T",
    "app.use(cookieParser('T'))": "T",
    "getIronSession(req, res, { cookieName: 'a', password: 'T' })": "T",
    "createHmac('sha256', 'T').update(body)": "T",
    "crypto.createCipheriv('aes-256-cbc', 'T', iv)": "T",
    "CryptoJS.AES.encrypt(text, 'T')": "T",
    "new Sequelize('shop', 'shop', 'T', { dialect: 'mysql' })": "T",
    "mysql.createPool({ connectionLimit: 5, user: 'shop', password: 'T' })": "T",
    "const k = 'T'; jwt.sign(payload, k)": "T",
  }),
  "a log-in of a mail server, written whole": {
    files: program("createTransport({ service: 'gmail', auth: { user: 'a@example.net', pass: '«canary»' } });"),
    says: "connection",
  },
  "a sample of a manual": {
    files: program("new Sequelize('database', 'username', 'password', { dialect: 'sqlite' });"),
    says: "quiet",
  },
  ...named({
    "const JWT_SECRET = 'T';": "orchid-42-canary",
    "exports.jwtSecret = 'T';": "orchid-42-canary",
    "export const config = { jwt: { secret: 'T' } };": "orchid-42-canary",
    "class A { private readonly dbPassword = 'T'; }": "orchid-42-canary",
    "function connect(password = 'T') {}": "orchid-42-canary",
    "this.adminPassword = 'T';": "orchid-42-canary",
    "const c = { DB_HOST: 'db', DB_USER: 'shop', DB_PWD: 'T' };": "orchid-42-canary",
    "const adminUserPasswd = 'T';": "canary",
    "const encryptionKey = 'T';": "orchid-42-canary",
  }),
  "plain words where the file says what they open": {
    files: program("module.exports = { secret: '«canary-secret-key»' };", "app/config/auth.config.js"),
    says: "text",
  },
  "what is called like a secret and is none": {
    files: {
      "src/labels.ts": [
        "const en = { password: 'Canary', newPassword: 'canary-new', secret: 'The secret of canary' };",
        "const errors = { oldPassword: 'incorrectCanaryPassword', password: 'errors.password.canary' };",
        "const STORAGE_KEY = 'canary_conversations', CACHE_KEY = 'custom:canary-translate';",
        "const RESET_PASSWORD = 'reset-password', token = 'canary.lparen', apiKey = 'canary-header';",
        "const INVALID_TOKEN = 'invalid_canary', passwordField = 'canary9', tokenType = 'canary9';",
        "type A = { password: 'orchid-42-canary' };",
      ].join("\n"),
      "src/Login.tsx": "const form = { adminPassword: 'canary' };",
      "src/seed.ts": "users.push({ email: 'a@example.net', password: 'canary' });",
    },
    says: "quiet",
  },
  "a token in any text": {
    files: program(
      [
        "exports.own = 'T';",
        "this.own = 'T';",
        "const list = ['T'];",
        "fetch(url, { headers: { Authorization: 'Bearer T' } });",
        "class A { own = 'T'; }",
        "const f = (own = 'T') => own;",
        "const g = () => 'T';",
        "axios.get(`https://api.example.net/${id}?t=T`);",
        "new Octokit({ auth: 'T' });",
      ]
        .join("\n")
        .replaceAll("T'", `«${pat}»'`)
        .replaceAll("T`", `«${pat}»\``),
      "src/api.js",
    ),
    says: Array(9).fill("text"),
  },
  "a token of the sessions of a test": {
    files: program(`const t = "${jwt}"; verify("${jwt}");`, "test/api/user.test.ts"),
    says: "quiet",
  },
  "the key of a user that a script of the database makes": {
    files: program("db.createUser({ user: 'shop', pwd: '«orchid-42-canary»', roles: [] });", "init.js"),
    says: "text",
  },
});

/** Calls that are passed a secret at `T`. */
function passed(calls: Readonly<Record<string, string>>): Record<string, Row> {
  return named(Object.fromEntries(Object.keys(calls).map((call) => [call, "canary"])));
}

/** Programs with a secret at `T`. */
function named(programs: Readonly<Record<string, string>>): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(programs).map(([text, secret]) => [
      text,
      { files: program(text.replace("'T'", `'«${secret}»'`)), says: "text" },
    ]),
  );
}
