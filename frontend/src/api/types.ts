import type { paths } from "./schema.gen";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

export type Config = Json<paths["/api/v1/config"]["get"]["responses"][200]>;
export type HandleAnswer = Json<paths["/api/v1/handles/{handle}"]["get"]["responses"][200]>;
export type Me = Json<paths["/api/v1/me"]["get"]["responses"][200]>;
export type Profile = Json<paths["/api/v1/profiles/{handle}"]["get"]["responses"][200]>;
export type PostPage = Json<paths["/api/v1/feeds/home"]["get"]["responses"][200]>;
export type Post = PostPage["items"][number];
export type Author = Post["author"];
export type ConversationPage = Json<paths["/api/v1/conversations"]["get"]["responses"][200]>;
export type Conversation = ConversationPage["items"][number];
export type MessagePage = Json<
  paths["/api/v1/conversations/{conversation_id}/messages"]["get"]["responses"][200]
>;
export type Message = MessagePage["items"][number];
export type Sender = Message["sender"];
