import { list } from "./table.ts";

// A key of these opens or signs something.
const secretKinds = list(`
  access account admin aes agent api app application auth authentication bearer bootstrap bot channel cipher client
  consumer cookie credential crypt crypto csrf decrypt decryption deploy deployment edge encrypt encryption encryptor
  enrollment ecdsa fernet function hmac identity ingest ingestion install integration internal jwe jwk jws
  jwt kek license licence live logged master mfa nonce oauth otp password peer preshared priv private provisioning
  registration remember role root rsa salt seal sealed secret secure security server service session share shared sign signature
  signing srtp ssh ssl storage subscription symmetric tls token totp tunnel unlock unseal vault vapid webhook
  wireguard write
`);

// Without more, such a key is only likely to be one; a value of plain words may be a name.
const unsure = list(`
  account admin agent app application bot channel client deploy deployment edge function identity ingest ingestion install
  integration internal license licence live peer role root server service share storage subscription tunnel token write csrf password
`);

// Strings anybody may make up: whatever is written there works, a placeholder too.
const selfIssued = list(`
  aes app auth cipher cookie crypt crypto decrypt decryption encrypt encryption encryptor fernet hmac jwe jwk jws jwt
  logged master nonce password preshared remember salt secret secure session shared sign signature signing symmetric
`);

// A key of these names a thing, or may be known to all.
const harmlessKinds = list(`
  anon attribute bucket cache by certificate cluster column composite config context count data default dedup dict
  down enter entry env event field file foreign forward global gpg group hash header helm hot host idempotency image index
  input item job json key kms label left lock log lookup map match menu message meta metadata metric model move name
  namespace object option order page param parameter partition path pgp prefix press primary property pub public
  publishable queue range record redis registry repo resource restore right rmq room route router routing row s3 save search
  setting shard short site sort source stack state static step store stream tag target task template theme thread topic
  translation type uniq unique up url user value variable version yarn
`);

// Where a pair is called access key and secret key, the access key is the user name.
const stores = list("aws b2 ceph cos garage minio obs oss r2 rustfs s3 scaleway seaweedfs spaces storage wasabi");

/** Whether the access key of this is the user name of a pair. */
export function hasKeyPairs(word: string): boolean {
  return stores.has(word);
}

export type KeyKind = "secret" | "unsure" | "harmless" | "unknown";

/** What kind of key it is, by the word before it. */
export function keyKind(word: string): KeyKind {
  if (unsure.has(word)) return "unsure";
  if (secretKinds.has(word)) return "secret";
  return harmlessKinds.has(word) ? "harmless" : "unknown";
}

/** Whether such a key is made up by whoever runs the program. */
export function keyIsOwnMade(word: string): boolean {
  return selfIssued.has(word);
}
