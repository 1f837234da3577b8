/** A kind of file that holds a secret, told by its name. */
export interface SecretFile {
  /** For a person: "a private SSH key". */
  what: string;
  /**
   * How much the name says. `sure`: such a file is a secret; `likely`: mostly, and a look inside settles it;
   * `by-content`: usually harmless, and only a look inside can accuse it.
   */
  sure: "sure" | "likely" | "by-content";
  /** The build instruction that needs no copy of it. Absent for what the program reads when it runs. */
  how?: string;
  /** It holds settings as well, and often nothing else. */
  mixed?: boolean;
}

function build(what: string, sure: SecretFile["sure"], how: string): SecretFile {
  return { what, sure, how: `RUN --mount=type=${how}` };
}

function run(what: string, sure: SecretFile["sure"]): SecretFile {
  return { what, sure };
}

function env(sure: SecretFile["sure"]): SecretFile {
  return { what: "an env file", sure, mixed: true };
}

const ssh = build("a private SSH key", "sure", "ssh …");
const serviceAccount = run("a cloud service account's key", "sure");
const privateKey = run("a private key", "sure");

/**
 * Matched against the base name in lower case; against the whole path where the pattern holds a `/`. The first that
 * fits holds.
 */
export const shapes: readonly (readonly [RegExp, SecretFile])[] = [
  [/^(.*[-_.])?id_(rsa|dsa|ecdsa|ed25519)(_sk)?([-_.].*)?$/, ssh],
  [/^(deploy_key|ssh[-_.]?(private[-_.]?)?key|ssh_host_\w+_key)$/, ssh],
  [/\.ppk$/, ssh],

  [/^\.env\.keys$/, run("the keys of an encrypted env file", "sure")],
  [/^\.env$/, env("sure")],
  [/^\.env[-_.](.*[-_.])?(test|testing|ci|defaults?|shared)$/, env("by-content")],
  [/^\.env\.[\w.-]+$|^[\w.-]+\.env$/, env("likely")],

  [/^\.npmrc$/, build("npm's credentials", "likely", "secret,id=npmrc,target=/root/.npmrc npm ci")],
  [
    /^\.yarnrc\.yml$/,
    build("yarn's credentials", "by-content", "secret,id=yarnrc,target=/root/.yarnrc.yml yarn install --immutable"),
  ],
  [/^[._]netrc$/, build("passwords for other machines", "sure", "secret,id=netrc,target=/root/.netrc …")],
  [/^\.pypirc$/, build("PyPI's credentials", "sure", "secret,id=pypirc,target=/root/.pypirc …")],
  [
    /^pip\.conf$/,
    build("pip's credentials", "by-content", "secret,id=pip,target=/etc/pip.conf pip install -r requirements.txt"),
  ],
  [
    /(^|\/)\.cargo\/credentials(\.toml)?$/,
    build("cargo's credentials", "sure", "secret,id=cargo,target=/usr/local/cargo/credentials.toml cargo build"),
  ],
  [
    /(^|\/)\.gem\/credentials$/,
    build("RubyGems' credentials", "sure", "secret,id=gem,target=/root/.gem/credentials gem install …"),
  ],
  [
    /(^|\/)\.bundle\/config$/,
    build("Bundler's credentials", "by-content", "secret,id=bundle,target=/usr/local/bundle/config bundle install"),
  ],
  [/^auth\.json$/, build("Composer's credentials", "likely", "secret,id=composer,target=auth.json composer install")],
  [
    /^settings\.xml$/,
    build("Maven's credentials", "by-content", "secret,id=maven,target=/root/.m2/settings.xml mvn package"),
  ],
  [
    /^nuget\.config$/,
    build("NuGet's credentials", "by-content", "secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config dotnet restore"),
  ],
  [
    /^\.git-credentials$/,
    build("git's passwords", "sure", "secret,id=git,target=/root/.git-credentials git clone https://…"),
  ],

  [/^(\.pgpass|pgpass\.conf)$/, run("PostgreSQL passwords", "sure")],
  [/^\.my\.cnf$/, run("a MySQL password", "sure")],
  [/^\.?htpasswd$/, run("password hashes", "likely")],
  [/^(.*[-_.])?kubeconfig(\.ya?ml)?$|(^|\/)\.kube\/config$/, run("a cluster's credentials", "sure")],
  [/(^|\/)\.aws\/credentials$/, build("AWS credentials", "sure", "secret,id=aws,target=/root/.aws/credentials …")],
  [/^(.*[-_.])?service[-_.]?account([-_.]?(key|credentials?))?([-_.].*)?\.json$/, serviceAccount],
  [/^(gcp|gcloud|gcs|google)[-_.](service[-_.])?(key|credentials?|auth)\.json$/, serviceAccount],
  [/firebase[-_]?adminsdk.*\.json$/, serviceAccount],
  [/^application_default_credentials\.json$/, run("Google Cloud credentials", "sure")],
  [/(^|\/)\.docker(\/config\.json|cfg|configjson)$/, run("registry passwords", "sure")],
  [/^\.vault-token$/, build("a Vault token", "sure", "secret,id=vault,env=VAULT_TOKEN …")],
  [/^(\.s3cfg|rclone\.conf)$/, run("storage credentials", "likely")],
  [/^(terraform|.*\.auto)\.tfvars(\.json)?$/, run("Terraform variables", "by-content")],
  [/\.tfstate(\.backup)?$/, run("Terraform state, which holds every secret Terraform made", "sure")],

  [/^secrets?\.(ya?ml|json|toml|ini|properties|txt)$/, run("a file of secrets", "likely")],
  [/^(.*[-_.])?credentials\.(json|ya?ml|toml|ini|properties)$/, run("a file of credentials", "likely")],
  [
    /^(.*[-_.])?(password|passphrase)(\.txt)?$|^(.*[-_])(token|secret|api[-_]?key)\.txt$/,
    run("a file of one secret", "likely"),
  ],
  [
    /(^|\/)(credentials?|creds)\/[^/]+\.(json|ya?ml|toml|ini|properties|txt)$/,
    run("a file of credentials", "by-content"),
  ],
  [/^master\.key$/, run("the key of Rails' credentials", "sure")],
  [/\.(p12|pfx)$/, run("a private key with its certificate", "sure")],
  [/\.(jks|keystore)$/, run("a Java key store", "likely")],
  [/\.kdbx$/, run("a password safe", "sure")],
  [/^secring\.(gpg|kbx)$|^(.*[-_.])?(private|secret)([-_.].*)?\.(asc|gpg|pgp)$/, run("a private PGP key", "sure")],
  [
    /(^|[-_.])(server|tls|ssl|private|priv|privkey|client|ca|domain|localhost|nginx|apache|selfsigned|jwt|cert|key)\.key$/,
    privateKey,
  ],
  [/\.key$/, run("a private key", "likely")],
  [/(^|[-_.])(priv|privkey|private|private[-_]?key|key)([-_.]?\d+)?\.(pem|der)$/, privateKey],
  [/\.pem$/, run("a private key", "by-content")],
];

/** Folders that hold nothing but secrets, where they cannot be looked into. Matched against their own name. */
export const folders: readonly (readonly [RegExp, SecretFile])[] = [
  [/^\.ssh$/, { ...ssh, what: "a folder of SSH keys", sure: "likely" }],
  [/^\.aws$/, build("AWS credentials", "likely", "secret,id=aws,target=/root/.aws/credentials …")],
  [/^\.gnupg$/, run("a folder of PGP keys", "likely")],
  [/^\.kube$/, run("a cluster's credentials", "likely")],
  [/^\.?secrets$/, run("a folder of secrets", "likely")],
];
