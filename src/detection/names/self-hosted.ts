import { list } from "./table.ts";

// Programs that take whatever key or token they are started with.
const programs = list(`
  anythingllm appwrite centrifugo chroma chromadb etcd eventstore fastapi garage influx influxdb jwks lavalink litellm livekit localai
  meili meilisearch mercure minio open openwebui paperless pdns powerdns qdrant reverb runners rustfs seaweedfs searxng soketi
  surreal surrealdb typesense vllm weaviate
`);

/** Whether a word of a name is a program that believes any key it is started with, so that a plain word is one. */
export function isSelfHosted(word: string): boolean {
  return programs.has(word);
}
