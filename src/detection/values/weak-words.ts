import { list } from "../names/table.ts";

/** Words that passwords anybody tries first are made of: the usual ones, names of products, and what stands between. */
export const weakWords = list(`
  password passwd passwort passphrase passw pass pwd pw secret secrets secreto geheim token tokens key keys apikey credential credentials
  admin administrator adm root toor user users username guest test testing tester tests testpass demo example examples sample
  cert certificate incoming outgoing default public private internal external local localhost dev develop developer development prod production stage staging
  qa ci uat sandbox temp tmp new old initial init bootstrap
  postgres postgresql pg pgadmin mysql mariadb maria mongo mongodb redis rabbit rabbitmq minio elastic elasticsearch kibana
  opensearch grafana influx influxdb docker keycloak nextcloud wordpress wp drupal joomla odoo gitlab jenkins sonar
  sonarqube nexus airflow superset kafka zookeeper neo4j neo cassandra clickhouse couchdb couchbase oracle mssql sqlserver
  sql sa db dba database django flask laravel rails spring symfony node nodejs python java php go golang react nginx apache
  traefik portainer vault consul nomad prometheus loki metabase hasura directus strapi ghost matomo zabbix nagios
  gitea forgejo harbor mealie paperless immich nextauth linkwarden outline openproject redmine mattermost rocketchat vaultwarden bitwarden authentik authelia umami plausible n8n supabase
  langfuse dify litellm celery flower mailhog mail smtp imap ftp sftp ldap mqtt mosquitto activemq artemis solr
  app apps application web website site api server service services client backend frontend worker master slave replica
  replicator replication primary secondary main system sys super superuser sudo owner manager operator support staff
  member account login signin auth authentication session sessions cookie cookies jwt hmac salt pepper hash sign signing
  signature encryption encrypt encryptionkey crypto cipher oauth sso bearer access refresh
  my mine our the a an is are it this that these and or of to in on at for with by from your you me i some any very really too so
  strong stronger secure safe simple easy good bad long longer short random super duper ultra mega top great nice cool best
  string exactly text value word words phrase char chars character characters bit bits byte bytes least min minimum max be must should
  use using used only not no non dont do never ever always here there insecure unsafe unsecure
  letmein letme letmeinplease welcome hello hi hey world foo bar baz qux foobar foobarbaz lorem ipsum
  qwerty qwertz qwer qwe asdf asdfgh asd zxc zxcv zxcvbn abc abcd abcde abcdef abcdefg xyz aaa bbb ab
  changeit iloveyou love monkey dragon sunshine shadow football baseball soccer princess batman superman
  starwars trustno trustnoone whatever nothing something keyboard cat cats dog dogs kitty tiger pokemon ninja summer winter spring autumn
  pi raspberry ubuntu debian centos alpine linux vagrant ansible shop store blog cms crm erp project company team
  chat bot cloud aws azure data datascience store storage cache queue mq broker home lab homelab pas
  one two three four five six seven eight nine ten zero first second
  supersecret supersecretkey topsecret mysecret mypassword mypass testtest adminadmin
`);
