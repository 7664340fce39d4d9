import type { paths } from "./schema.gen";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Got<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Ok } } }
  ? Json<Ok>
  : never;

export type Config = Got<"/api/v1/config">;
export type HandleAnswer = Got<"/api/v1/handles/{handle}">;
export type Me = Got<"/api/v1/me">;
export type MeChanges = NonNullable<
  paths["/api/v1/me"]["patch"]["requestBody"]
>["content"]["application/json"];
export type Profile = Got<"/api/v1/profiles/{handle}">;
export type PostPage = Got<"/api/v1/feeds/home">;
/** A crud; in a feed it may say by whom it was reposted. */
export type Post = PostPage["items"][number];
export type Author = Post["author"];
export type Media = Post["media"][number];
export type Visibility = Post["visibility"];
export type ReplyPolicy = Post["reply_policy"];
/** A crud inside another: it carries no quote of its own. */
export type QuotedPost = Omit<NonNullable<NonNullable<Post["quote"]>["post"]>, "quote">;
export type ThreadPage = Got<"/api/v1/posts/{post_id}/thread">;
/** The place of a crud that is gone. */
export type Tombstone = Extract<ThreadPage["post"], { gone: unknown }>;
export type NewPost = paths["/api/v1/posts"]["post"]["requestBody"]["content"]["application/json"];
export type PostChanges = NonNullable<
  paths["/api/v1/posts/{post_id}"]["patch"]["requestBody"]
>["content"]["application/json"];
export type PostVersion = Got<"/api/v1/posts/{post_id}/history">["items"][number];
/** People as lists of followers and requests show them. */
export type PersonPage = Got<"/api/v1/profiles/{handle}/followers">;
export type Person = PersonPage["items"][number];
/** A list of people that one has put together. */
export type OwnList = Got<"/api/v1/me/lists">["items"][number];
/** The same, and whether a person is in it. */
export type ListWith = Got<"/api/v1/profiles/{handle}/lists">["items"][number];
export type Tag = Got<"/api/v1/tags/{tag}">;
export type PeoplePage = Got<"/api/v1/posts/{post_id}/likes">;
export type DraftPage = Got<"/api/v1/me/drafts">;
export type Draft = DraftPage["items"][number];
export type MediaAnswer = Got<"/api/v1/media/{media_id}">;
/** What a picture is for. */
export type Purpose =
  paths["/api/v1/media"]["post"]["requestBody"]["content"]["application/json"]["purpose"];
export type ConversationPage = Got<"/api/v1/conversations">;
export type Conversation = ConversationPage["items"][number];
export type ConversationChanges = NonNullable<
  paths["/api/v1/conversations/{conversation_id}"]["patch"]["requestBody"]
>["content"]["application/json"];
export type NewConversation =
  paths["/api/v1/conversations"]["post"]["requestBody"]["content"]["application/json"];
export type MessagePage = Got<"/api/v1/conversations/{conversation_id}/messages">;
export type Message = MessagePage["items"][number];
export type Sender = Message["sender"];
export type Answered = NonNullable<Message["reply_to"]>;
export type Member = Conversation["members"][number];
export type Summary = Got<"/api/v1/conversations/summary">;
export type MyBlocks = Got<"/api/v1/me/blocks">;
export type MyMutes = Got<"/api/v1/me/mutes">;
export type MutedWord = Got<"/api/v1/me/muted-words">["items"][number];
export type NewMutedWord =
  paths["/api/v1/me/muted-words"]["post"]["requestBody"]["content"]["application/json"];
export type Export = Got<"/api/v1/me/export">;
export type FollowImport = Got<"/api/v1/me/import">;
