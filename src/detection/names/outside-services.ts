import { list } from "./table.ts";

// Who hands out keys and tokens that only they can make: a made-up word is of no use there.
const services = list(`
  adyen airtable akamai aws github gitlab bitbucket algolia alibaba aliyun amazon amplitude anthropic apify apple arize asana assemblyai
  atlassian auth0 azure baidu baseten bing bitly bluesky box braintree braze brevo bugsnag buildkite bunny cerebras chargebee
  circleci clarifai clerk cloudflare cloudinary codecov cognito cohere coinbase comet confluent contentful crates cursor dashscope
  databricks datadog dd deepgram deepl deepseek dify digitalocean discord docker dockerhub docusign doppler dropbox
  dynatrace elevenlabs etherscan exa expo facebook fal fastly fb fcm figma firebase firecrawl fireworks fly foursquare
  gcp gemini geocoding ghcr giphy gmail google gpt groq hcloud heroku hetzner hf hub honeycomb hubspot huggingface ibm
  infura instagram intercom ipinfo jina jira kaggle klaviyo kraken langchain langfuse langsmith launchdarkly line linear
  linkedin linode lob logdna logtail loops mailchimp mailersend mailgun mailjet mapbox maps matrix maxmind meta microsoft
  mistral mixpanel moonshot msteams mux netlify newrelic relic ngrok nomic notion npm nuget nvd nvidia nylas okta ollama
  openai openrouter openweather openweathermap opsgenie ovh pagerduty paypal paystack perplexity pexels pinecone pinterest
  plaid planetscale polygon postmark pulumi pushover pypi quay qwen railway razorpay recaptcha hcaptcha turnstile reddit
  replicate resend rollbar rubygems runpod runwayml salesforce segment sendgrid sendinblue sentry serpapi serper shodan
  shopify siliconflow slack snowflake snyk sonarcloud soundcloud sparkpost spotify square stability statuspage stripe
  supabase tailscale tavily telegram telnyx tencent tiktok tmdb todoist together tomtom travis trello tuya twilio twitch
  twitter typeform typesense unsplash upstash vercel voyage vonage vultr weather wandb weatherapi whatsapp x xai yandex
  youtube zai zendesk zhipu zhipuai zoom tg
`);

/** Whether a word of a name is a service that hands out its own keys and tokens. */
export function isOutsideService(word: string): boolean {
  return services.has(word);
}

// Whom a secret is for, when the secret comes first: `PASSWORD_ADMIN`, `TOKEN_GITHUB`, `PASS_DB`.
const whom = list(`
  admin administrator api app backend banco bot broker cache database db default frontend ftp git guest http imap jwt kafka keycloak ldap
  mail mariadb master minio mongo mongodb mqtt mysql odoo pg pgadmin postgres postgresql proxy rabbit rabbitmq
  redis registry root service slave smtp sql ssh sso sudo superuser web wordpress worker website bd
`);

/** Whether a word after a word for a secret only says whose it is. */
export function isWhom(word: string): boolean {
  return whom.has(word) || services.has(word);
}
