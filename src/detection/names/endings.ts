import { list } from "./table.ts";

// A name that ends so is not a secret, whatever stands before: `PASSWORD_MIN_LENGTH` is a length.
const rows: Readonly<Record<string, string>> = {
  "a duration": `
    age cooldown days delay duration expire expires expiration expiry grace hours interval leeway lifespan lifetime maxage
    millis minutes ms period seconds skew timeout ttl window`,
  "a quantity": `
    attempts bits budget bytes capacity complexity cost count entropy iterations len length limit max maximum memory min
    minimum num number parallelism percent quota rate ratio retries rounds size strength threshold total weight`,
  "a place": `
    addr address base basedir bucket certdir dir directory domain domains endpoint endpoints folder gateway home host hostname hosts
    ip issuer location mount port proxy region root server servers sock socket storage target uri url urls volume workdir zone link`,
  "a name": `
    account alias aliases aud audience class client collection column database db email group groups id ident identifier ids
    index iss keyspace kid label login mail model name names namespace org organization owner person principal project realm ref refs
    resource role roles scope scopes sid slug space subject sub table team tenant title topic uid gid user username users
    fingerprint from sender thumbprint cn`,
  "a file": `
    bundle ca cacert cert certificate certificates certs chain crl crt csr file filename filepath files jks jwks keyfile
    keyring keystore path paths pem pkcs12 pub pubkey truststore`,
  "a choice": `
    action adapter alg algo algorithm algorithms backend behavior behaviour charset cipher ciphers class dialect
    driver encoding engine flow format function handler kind level manager mech mechanism method methods mode modes module
    order plugin policies policy protocol provider providers rule rules schema scheme source stage status store strategy
    style theme tier type types version versions vendor`,
  "a switch": `
    allowed always autofill auto cache cached check checking checks compat confirm debug deprecated disable disabled enable enabled
    enforced exists expired fallback flag forgot grant hidden ignore ignored insecure log logging mandatory
    needed off on only optional passthrough present prefer preflight protection recovery refresh renew renewal required requirement
    requirements reset rotate rotation secure signup skip strict support supported sync update upgrade use used validate
    validation verification verify visible via`,
  "a text": `
    alphabet body chars claim claims comment cookie cookies delimiter desc description doc docs env envvar example examples
    expression field fields footer form format header headers help hint info input label message msg note param
    parameter pattern placeholder prefix prompt query regex regexp selector separator suffix template title
    variable vars`,
  "a command or its options": `
    arg args cli cmd command commands conf config configuration exe flags function helper hook opts option options plugin
    program script settings tool`,
  "a product": `
    agent api app bot broker builder cluster container controller daemon image instance manager node operator package
    registry release repo repository scanner service session sidecar stack tag worker`,
  "a stand-in": "canned dummy fake mock noop stub",
  "a checksum": "checksum crc digest hash md5 md5sum sha sha1 sha1sum sha256 sha256sum sha512 sum",
  "a symbol": "symbol color colour icon unicode char",
};

const endings = new Map<string, string>();
for (const [phrase, words] of Object.entries(rows)) for (const word of list(words)) endings.set(word, phrase);

/** What a name is that ends in this word, if that is no secret: "a duration". */
export function harmlessEnding(word: string): string | undefined {
  return endings.get(word);
}

/** Endings that make a word for a password the hash of one: `PASSWORD_SHA256`. */
export const hashEndings: ReadonlySet<string> = new Set(
  "hash hashed encrypted bcrypt crypt crypted digest md5 sha sha1 sha256 sha512".split(" "),
);

/** Endings that promise a path: what they hold is harmless only if it is one. */
export const fileEndings: ReadonlySet<string> = new Set([
  "file",
  "files",
  "path",
  "filename",
  "filepath",
  "dir",
  "location",
]);
