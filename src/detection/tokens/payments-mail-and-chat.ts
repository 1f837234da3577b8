import type { TokenShape } from "./row.ts";

const stripe = "https://docs.stripe.com/keys";
const slack = "https://api.slack.com/concepts/token-types";
const shopify = "https://shopify.dev/docs/apps/build/authentication-authorization";
const square = "https://developer.squareup.com/docs/build-basics/access-tokens";

/** Payment, shops, mail, messages. */
export const paymentsMailAndChat: readonly TokenShape[] = [
  { name: "Stripe secret key", prefix: "sk_live_ rk_live_", body: "[A-Za-z0-9]{16,200}", source: stripe },
  { name: "Stripe test key", prefix: "sk_test_ rk_test_", body: "[A-Za-z0-9]{16,200}", source: stripe },
  {
    name: "Stripe webhook secret",
    prefix: "whsec_",
    body: "[A-Za-z0-9+/=]{24,80}",
    source: "https://docs.stripe.com/webhooks",
  },
  { name: "publishable key", prefix: "pk_live_ pk_test_", body: "[A-Za-z0-9]{10,200}", source: stripe, is: "public" },
  { name: "Square access token", prefix: "EAAA", body: "[A-Za-z0-9_-]{60}", source: square },
  { name: "Square token", prefix: "sq0atp- sq0csp-", body: "[A-Za-z0-9_-]{22,60}", source: square },
  {
    name: "Braintree access token",
    prefix: "access_token$production$ access_token$sandbox$",
    body: "[0-9a-z]{16}\\$[0-9a-f]{32}",
    source: "https://developer.paypal.com/braintree/docs/",
  },
  {
    name: "Flutterwave secret key",
    prefix: "FLWSECK-",
    body: "[0-9a-zA-Z]{32}-X",
    source: "https://developer.flutterwave.com/docs/authentication",
  },
  {
    name: "Razorpay live key id",
    prefix: "rzp_live_",
    body: "[A-Za-z0-9]{14}",
    source: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
    is: "identifier",
  },
  { name: "Shopify token", prefix: "shpat_ shpca_ shppa_ shpss_", body: "[0-9a-fA-F]{32}", source: shopify },
  {
    name: "EasyPost API key",
    prefix: "EZAK EZTK",
    body: "[A-Za-z0-9]{54}",
    source: "https://docs.easypost.com/docs/authentication",
  },
  {
    name: "SendGrid API key",
    prefix: "SG.",
    body: "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}",
    source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
  },
  { name: "Twilio API key", prefix: "SK", body: "[0-9a-f]{32}", source: "https://www.twilio.com/docs/iam/api-keys" },
  {
    name: "Mailgun API key",
    prefix: "key-",
    body: "[0-9a-f]{32}",
    source: "https://documentation.mailgun.com/docs/mailgun/user-manual/get-started/",
  },
  {
    name: "Brevo key",
    prefix: "xkeysib- xsmtpsib-",
    body: "[0-9a-f]{64}-[A-Za-z0-9]{16}",
    source: "https://developers.brevo.com/docs/getting-started",
  },
  {
    name: "Resend API key",
    prefix: "re_",
    body: "[A-Za-z0-9]{8}_[A-Za-z0-9]{20,32}",
    source: "https://resend.com/docs/dashboard/api-keys/introduction",
  },
  {
    name: "Slack token",
    prefix: "xoxb- xoxp- xoxa- xoxo- xoxr- xoxs- xoxe- xoxe.xoxp- xoxe.xoxb-",
    body: "[A-Za-z0-9-]{20,250}",
    source: slack,
  },
  { name: "Slack app token", prefix: "xapp-", body: "[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[0-9a-f]{40,80}", source: slack },
  {
    name: "Slack webhook",
    prefix: "hooks.slack.com/services/ hooks.slack.com/triggers/",
    body: "[A-Z0-9]{8,14}/[A-Z0-9]{8,14}/[A-Za-z0-9]{20,40}",
    source: "https://api.slack.com/messaging/webhooks",
  },
  {
    name: "Discord webhook",
    prefix: "discord.com/api/webhooks/ discordapp.com/api/webhooks/",
    body: "[0-9]{17,20}/[A-Za-z0-9_-]{60,80}",
    source: "https://discord.com/developers/docs/resources/webhook",
  },
  {
    name: "Teams webhook",
    prefix: "webhook.office.com/webhookb2/",
    body: "[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}",
    source: "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/",
  },
  {
    name: "Typeform token",
    prefix: "tfp_",
    body: "[A-Za-z0-9_.=-]{59}",
    source: "https://www.typeform.com/developers/get-started/personal-access-token/",
  },
];
