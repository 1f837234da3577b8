import { list } from "./table.ts";

// Words people write in one although they are two. What a suffix rule below tells needs no row here.
const rows: Readonly<Record<string, string>> = {
  accesskeyid: "access key id",
  apikeyid: "api key id",
  authkey: "auth key",
  authsecret: "auth secret",
  basicauth: "basic auth",
  bindpw: "bind pw",
  clientid: "client id",
  clientkey: "client key",
  connectionstring: "connection string",
  connstr: "connection string",
  connstring: "connection string",
  encryptionkey: "encryption key",
  gpgkey: "gpg key",
  gpgkeys: "gpg keys",
  hostkey: "host key",
  htpasswd: "htpasswd",
  keyfile: "key file",
  keyid: "key id",
  keyname: "key name",
  keypass: "key pass",
  keypath: "key path",
  keypair: "key pair",
  licensekey: "license key",
  masterauth: "master auth password",
  masterkey: "master key",
  oldpwd: "oldpwd",
  passfile: "pass file",
  passwordfile: "password file",
  pgpass: "pg pass",
  pgpassfile: "pg pass file",
  primarykey: "primary key",
  publickey: "public key",
  rediscliauth: "rediscli auth",
  requirepass: "redis pass",
  rootpw: "root pw",
  sessionkey: "session key",
  signingkey: "signing key",
  sitekey: "site key",
  sshkey: "ssh key",
  sslkey: "ssl key",
  tlskey: "tls key",
  tokenurl: "token url",
  userpass: "credentials",
  userpwd: "credentials",
  webhookurl: "webhook url",
};

// Any word that ends so ends in this: `pgpassword`, `githubtoken`, `s3secretkey`.
const suffixes: readonly (readonly [suffix: string, words: string])[] = [
  ["passwords", "passwords"],
  ["password", "password"],
  ["passwort", "passwort"],
  ["passwd", "passwd"],
  ["passphrase", "passphrase"],
  ["passcode", "passcode"],
  ["secretaccesskey", "secret access key"],
  ["secretkeybase", "secret key base"],
  ["secretkey", "secret key"],
  ["privatekey", "private key"],
  ["accesskey", "access key"],
  ["apikeys", "api keys"],
  ["apikey", "api key"],
  ["webkey", "web key"],
  ["apisecret", "api secret"],
  ["secret", "secret"],
  ["secrets", "secrets"],
  ["tokens", "tokens"],
  ["token", "token"],
  ["credentials", "credentials"],
  ["credential", "credential"],
  ["pwd", "pwd"],
];

// `pass`, `pw` and `psw` end too many innocent words (compass, bypass) to be taken off without knowing what is left.
const shortSuffix = /^([a-z]+)(pass|pw|psw)$/;
const beforeShort = list(`
  access account admin amqp ca cert domain host jenkins jira manager nexus operator p12 pem pfx portal rcon samba share site sonar vault webdav wiki worker api app auth backup basic bind cert client database db default docker email export ftp git
  grafana http imap jdbc kafka key keystore ldap local login mail maria mariadb master member mongo mongodb mqtt my mysql nas
  neo new old oracle pg php pop postgres proxy rabbit rabbitmq redis registry repl replication repo root rpc samba sasl
  sentinel server sftp smb smtp sql ssh ssl store sudo super svn system temp test tls trust user vnc vpn web wifi wp
`);

// `passwordlength`, `tokenttl`, `secretname`: what follows decides, and is left for the tables of endings.
const prefixes =
  /^(password|passwd|passphrase|secret|token|apikey)(file|path|dir|url|uri|name|id|hash|length|type|expiry|expires|ttl|env|field|header|policy|prefix|key)$/;

const joinable = /pass|pw|psw|secret|token|key|credential/;

/** Words that a piece of a name is made of, where it is more than one. */
export function apart(piece: string): string[] {
  const row = Object.hasOwn(rows, piece) ? rows[piece] : undefined;
  if (row) return row.split(" ");
  if (!joinable.test(piece)) return [piece];
  for (const [suffix, words] of suffixes) {
    if (piece.length > suffix.length && piece.endsWith(suffix)) {
      return [piece.slice(0, -suffix.length), ...words.split(" ")];
    }
    if (piece === suffix) return words.split(" ");
  }
  const short = shortSuffix.exec(piece);
  if (short?.[1] && short[2] && beforeShort.has(short[1])) return [short[1], short[2]];
  const long = prefixes.exec(piece);
  return long?.[1] && long[2] ? [...apart(long[1]), long[2]] : [piece];
}

// One word that case, digits or separators cut in two.
const pairs: Readonly<Record<string, readonly string[]>> = {
  auth: ["0"],
  b: ["64"],
  base: ["64", "32"],
  by: ["pass"],
  ec: ["2"],
  end: ["point"],
  file: ["name", "path"],
  git: ["hub", "lab"],
  host: ["name"],
  key: ["store", "ring", "cloak", "board", "chain", "space"],
  life: ["time", "span"],
  maria: ["db"],
  md: ["5"],
  mongo: ["db"],
  my: ["sql"],
  neo: ["4"],
  o: ["auth"],
  oauth: ["2"],
  open: ["ai"],
  p: ["12"],
  pass: ["word", "phrase", "code", "wd", "through", "port"],
  postgre: ["sql"],
  pre: ["shared"],
  rabbit: ["mq"],
  s: ["3"],
  sha: ["1", "256", "512"],
  time: ["out"],
  trust: ["store"],
  user: ["name"],
  web: ["hook"],
  x: ["509"],
};

/** The one word that two neighbours are, if they are one. */
export function together(first: string, second: string): string | undefined {
  const seconds = Object.hasOwn(pairs, first) ? pairs[first] : undefined;
  return seconds?.includes(second) ? first + second : undefined;
}
