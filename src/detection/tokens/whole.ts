/** Shapes without a beginning of their own: looked for only where a value is nothing else. */
export const wholeShapes: readonly { name: string; marks: string; shape: RegExp; source: string }[] = [
  {
    name: "Telegram bot token",
    marks: ":AA",
    shape: /^[0-9]{8,10}:AA[A-Za-z0-9_-]{33}$/,
    source: "https://core.telegram.org/bots/api#authorizing-your-bot",
  },
  {
    name: "Discord bot token",
    marks: ".",
    shape: /^[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}$/,
    source: "https://discord.com/developers/docs/reference#authentication",
  },
  {
    name: "HCP Terraform token",
    marks: ".atlasv1.",
    shape: /^[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}$/,
    source: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
  },
  {
    name: "Mailchimp API key",
    marks: "-us",
    shape: /^[0-9a-f]{32}-us[0-9]{1,2}$/,
    source: "https://mailchimp.com/developer/marketing/guides/quick-start/",
  },
  {
    name: "Microsoft Entra client secret",
    marks: "8Q~",
    shape: /^[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}$/,
    source: "https://learn.microsoft.com/en-us/entra/identity-platform/",
  },
  {
    name: "Vault token",
    marks: "s.",
    shape: /^s\.[A-Za-z0-9]{24}$/,
    source: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
  },
];
