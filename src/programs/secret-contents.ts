/** What a file holds that a program reads for its credentials, by the name that its secret gets. */
export const secretContents: Readonly<Record<string, string>> = {
  accounts: "a line `USER:PASSWORD` for each account",
  auth_header: "the header as `Authorization: Bearer TOKEN`",
  aws_credentials: "a profile with `aws_access_key_id` and `aws_secret_access_key`",
  cqlshrc: "`[PlainTextAuthProvider]` with `username` and `password`",
  git_credentials: "an address as `https://USER:TOKEN@HOST`",
  mc_host: "an address as `https://ACCESS_KEY:SECRET_KEY@HOST`",
  mongo_yaml: "`password: PASSWORD`",
  mosquitto_pub: "the options `-u USER` and `-P PASSWORD`, a line each",
  my_cnf: "`[client]` and, below it, `password=PASSWORD`",
  netrc: "`machine HOST login USER password PASSWORD`",
  ngrok_yml: "`authtoken: TOKEN`",
  redis_conf: "`requirepass PASSWORD`; keep the other options in the command",
  smb_credentials: "`username=USER` and `password=PASSWORD`, a line each",
  wgetrc: "`user=USER` and `password=PASSWORD`, a line each",
};
