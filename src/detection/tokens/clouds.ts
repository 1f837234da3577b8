import type { TokenShape } from "./row.ts";

const aws = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html";
const google = "https://cloud.google.com/docs/authentication/api-keys";
const digitalOcean = "https://docs.digitalocean.com/reference/api/create-personal-access-token/";
const supabase = "https://supabase.com/docs/guides/api/api-keys";

/** Clouds, hosting and databases. */
export const clouds: readonly TokenShape[] = [
  { name: "AWS access key id", prefix: "AKIA ASIA", body: "[A-Z2-7]{16}", source: aws, is: "identifier" },
  { name: "Google API key", prefix: "AIza", body: "[A-Za-z0-9_-]{35}", source: google, is: "browser" },
  { name: "Google OAuth client secret", prefix: "GOCSPX-", body: "[A-Za-z0-9_-]{28}", source: google },
  { name: "Google OAuth access token", prefix: "ya29.", body: "[A-Za-z0-9_-]{40,900}", source: google },
  { name: "Google OAuth refresh token", prefix: "1//0", body: "[A-Za-z0-9_-]{40,200}", source: google },
  {
    name: "Alibaba Cloud access key id",
    prefix: "LTAI",
    body: "[A-Za-z0-9]{12,20}",
    source: "https://www.alibabacloud.com/help/en/ram/",
    is: "identifier",
  },
  {
    name: "Tencent Cloud secret id",
    prefix: "AKID",
    body: "[A-Za-z0-9]{32}",
    source: "https://www.tencentcloud.com/document/product/598/34228",
    is: "identifier",
  },
  { name: "DigitalOcean token", prefix: "dop_v1_ doo_v1_ dor_v1_", body: "[0-9a-f]{64}", source: digitalOcean },
  {
    name: "Heroku API key",
    prefix: "HRKU-",
    body: "[A-Za-z0-9_-]{36,70}",
    source: "https://devcenter.heroku.com/articles/authentication",
  },
  {
    name: "Fly.io token",
    prefix: "fo1_ fm1_ fm2_",
    body: "[A-Za-z0-9+/=_-]{40,900}",
    source: "https://fly.io/docs/security/tokens/",
  },
  {
    name: "Netlify token",
    prefix: "nfp_",
    body: "[A-Za-z0-9]{36,40}",
    source: "https://docs.netlify.com/api/get-started/",
  },
  {
    name: "Vercel token",
    prefix: "vcp_ vci_ vca_ vcr_ vck_",
    body: "[A-Za-z0-9_-]{24,100}",
    source: "https://vercel.com/docs/rest-api",
  },
  {
    name: "Vercel Blob token",
    prefix: "vercel_blob_rw_",
    body: "[A-Za-z0-9_]{30,80}",
    source: "https://vercel.com/docs/vercel-blob",
  },
  { name: "Render API key", prefix: "rnd_", body: "[A-Za-z0-9]{28,40}", source: "https://render.com/docs/api" },
  { name: "Supabase access token", prefix: "sbp_", body: "(?:v0_)?[0-9a-f]{40}", source: supabase },
  { name: "Supabase secret key", prefix: "sb_secret_", body: "[A-Za-z0-9_-]{20,60}", source: supabase },
  {
    name: "Supabase publishable key",
    prefix: "sb_publishable_",
    body: "[A-Za-z0-9_-]{20,60}",
    source: supabase,
    is: "public",
  },
  {
    name: "PlanetScale token",
    prefix: "pscale_tkn_ pscale_pw_ pscale_oauth_",
    body: "[A-Za-z0-9_.=-]{32,64}",
    source: "https://planetscale.com/docs/concepts/service-tokens",
  },
  { name: "Neon API key", prefix: "napi_", body: "[a-z0-9]{50,80}", source: "https://neon.com/docs/manage/api-keys" },
  {
    name: "Databricks token",
    prefix: "dapi",
    body: "[0-9a-f]{32}(?:-[0-9])?",
    source: "https://docs.databricks.com/en/dev-tools/auth/pat.html",
  },
  {
    name: "Airtable token",
    prefix: "pat",
    body: "[A-Za-z0-9]{14}\\.[0-9a-f]{64}",
    source: "https://airtable.com/developers/web/guides/personal-access-tokens",
  },
  {
    name: "Cloudflare origin CA key",
    prefix: "v1.0-",
    body: "[0-9a-f]{24}-[0-9a-f]{146}",
    source: "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
  },
  {
    name: "Mapbox secret token",
    prefix: "sk.eyJ",
    body: "[A-Za-z0-9_-]{20,200}\\.[A-Za-z0-9_-]{20,40}",
    source: "https://docs.mapbox.com/help/getting-started/access-tokens/",
  },
  {
    name: "Mapbox public token",
    prefix: "pk.eyJ",
    body: "[A-Za-z0-9_-]{20,200}\\.[A-Za-z0-9_-]{20,40}",
    source: "https://docs.mapbox.com/help/getting-started/access-tokens/",
    is: "public",
  },
  {
    name: "Contentful token",
    prefix: "CFPAT-",
    body: "[A-Za-z0-9_-]{43}",
    source: "https://www.contentful.com/developers/docs/references/authentication/",
  },
];
