import type { TokenShape } from "./row.ts";

const openai = "https://platform.openai.com/docs/api-reference/authentication";

/** Language models and what goes with them. */
export const models: readonly TokenShape[] = [
  {
    name: "OpenAI API key",
    prefix: "sk-proj- sk-svcacct- sk-admin- sk-None-",
    body: "[A-Za-z0-9_-]{40,250}",
    source: openai,
  },
  {
    name: "Anthropic API key",
    prefix: "sk-ant-api sk-ant-admin sk-ant-oat",
    body: "[0-9]{2}-[A-Za-z0-9_-]{40,150}",
    source: "https://docs.anthropic.com/en/api/overview",
  },
  {
    name: "OpenRouter API key",
    prefix: "sk-or-v1-",
    body: "[0-9a-f]{64}",
    source: "https://openrouter.ai/docs/api-reference/authentication",
  },
  {
    name: "Langfuse secret key",
    prefix: "sk-lf-",
    body: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    source: "https://langfuse.com/docs",
  },
  { name: "API key of a language model", prefix: "sk-", body: "[A-Za-z0-9]{32,64}", source: openai },
  {
    name: "Hugging Face token",
    prefix: "hf_ api_org_",
    body: "[A-Za-z0-9]{34}",
    source: "https://huggingface.co/docs/hub/security-tokens",
  },
  {
    name: "Replicate API token",
    prefix: "r8_",
    body: "[A-Za-z0-9]{37}",
    source: "https://replicate.com/docs/reference/http",
  },
  { name: "Groq API key", prefix: "gsk_", body: "[A-Za-z0-9]{52}", source: "https://console.groq.com/docs/quickstart" },
  { name: "xAI API key", prefix: "xai-", body: "[A-Za-z0-9]{80}", source: "https://docs.x.ai/docs/tutorial" },
  {
    name: "Perplexity API key",
    prefix: "pplx-",
    body: "[A-Za-z0-9]{48}",
    source: "https://docs.perplexity.ai/getting-started/quickstart",
  },
  {
    name: "Tavily API key",
    prefix: "tvly-",
    body: "(?:dev-|prod-)?[A-Za-z0-9]{32}",
    source: "https://docs.tavily.com/documentation/api-reference/introduction",
  },
  {
    name: "LangSmith API key",
    prefix: "lsv2_pt_ lsv2_sk_",
    body: "[0-9a-f]{32}_[0-9a-f]{10}",
    source:
      "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
  },
  {
    name: "Firecrawl API key",
    prefix: "fc-",
    body: "[0-9a-f]{32}",
    source: "https://docs.firecrawl.dev/api-reference/introduction",
  },
  { name: "NVIDIA API key", prefix: "nvapi-", body: "[A-Za-z0-9_-]{64}", source: "https://docs.api.nvidia.com/" },
  { name: "Jina API key", prefix: "jina_", body: "[A-Za-z0-9_-]{50,70}", source: "https://jina.ai/api-dashboard/" },
  {
    name: "Notion token",
    prefix: "ntn_",
    body: "[A-Za-z0-9]{40,60}",
    source: "https://developers.notion.com/docs/authorization",
  },
  {
    name: "Notion integration secret",
    prefix: "secret_",
    body: "[A-Za-z0-9]{43}",
    source: "https://developers.notion.com/docs/authorization",
  },
];
