-- The network of the bench, in steps; see graph.py. Parameters are the fields of graph.Size.
-- Of random numbers: u is uniform in [0, 1); u^3 makes low ranks likely, by a power law.

-- step: People
CREATE TEMP TABLE person ON COMMIT DROP AS
SELECT n, md5('person ' || n)::uuid AS id, n %% 33 = 0 AND n > 20 AS is_private
FROM generate_series(1, %(people)s) AS n;
CREATE UNIQUE INDEX ON person (n);
-- One long text, of which each crud says a part; not compressed, or it would be unpacked each time.
CREATE TEMP TABLE words (text text STORAGE PLAIN) ON COMMIT DROP;
INSERT INTO words
SELECT string_agg(CASE WHEN random() < 0.002 THEN 'sourdough' ELSE (ARRAY[
    'the', 'a', 'of', 'morning', 'train', 'coffee', 'rain', 'over', 'city', 'light', 'and', 'with',
    'we', 'walked', 'home', 'late', 'again', 'garden', 'bread', 'window', 'river',
    'music', 'found', 'old', 'radio', 'nobody', 'knows', 'why', 'it', 'works', 'but', 'today',
    'tomorrow', 'birds', 'loud', 'quiet', 'street', 'bicycle', 'library', 'book', 'chapter',
    'finally', 'finished', 'release', 'tests', 'green', 'server', 'sleep', 'moon', 'über', 'café'
])[1 + floor(random() * 51)::int] END, ' ') AS text
FROM generate_series(1, 1200);

-- step: Who follows whom
CREATE TEMP TABLE edge ON COMMIT DROP AS
WITH wish AS (
    -- Pareto: half follow fewer than 30, the mean is near 50, some follow 1,000.
    SELECT n, least(1000, %(people)s / 10, 20 * power(1 - random(), -0.6))::int AS wanted
    FROM person WHERE n > 20
), drawn AS (
    SELECT n AS follower, 21 + floor((%(people)s - 20) * power(random(), 3))::int AS followee
    FROM wish CROSS JOIN LATERAL generate_series(1, wanted)
    UNION ALL
    -- Of the special readers some follow a few of the well known, others many of all kinds.
    SELECT n, 21 + ((k - 1) * apart + 7 * n) %% (%(people)s - 20)
    FROM (
        SELECT n, n <= 8 AS is_few FROM person WHERE n <= 16
    ) AS special
    CROSS JOIN LATERAL (
        SELECT CASE WHEN is_few THEN %(few)s ELSE %(many)s END AS wanted,
            CASE WHEN is_few THEN greatest(1, %(people)s / 20 / %(few)s)
            ELSE (%(people)s - 20) / %(many)s END AS apart
    ) AS choice
    CROSS JOIN LATERAL generate_series(1, wanted) AS k
    UNION ALL
    SELECT n, 18 FROM person WHERE n > %(people)s - %(crowd)s
)
SELECT DISTINCT follower, followee FROM drawn WHERE follower <> followee;
INSERT INTO profiles_follow (follower_id, followee_id, created_at)
SELECT a.id, b.id, now() - make_interval(days => (10 + 300 * random())::int)
FROM edge JOIN person a ON a.n = follower JOIN person b ON b.n = followee
ORDER BY a.id, b.id;
CREATE TEMP TABLE popularity ON COMMIT DROP AS
SELECT followee AS n, count(*)::int AS followers FROM edge GROUP BY followee;
ANALYZE profiles_follow, edge, popularity;

-- step: Cruds
-- One crud every so often over the last 120 days; popular people write more.
CREATE TEMP TABLE plan ON COMMIT DROP AS
WITH dice AS MATERIALIZED (
    SELECT i, 20 + floor((%(people)s - 19) * power(random(), 2))::int AS n,
        random() AS u_text, random() AS u_kind, random() AS u_link, random() AS u_far,
        random() AS u_tag, random() AS u_tagged, random() AS u_media, random() AS u_expiry,
        random() AS u_mention, floor(random() * (1 << 22))::bigint AS salt
    FROM generate_series(1, %(posts)s) AS i
)
SELECT dice.*, person.id AS author_id, person.is_private, moment.at,
    ((extract(epoch FROM moment.at - '2024-01-01Z') * 1000)::bigint << 22) | salt AS id,
    -- A reply (a tenth of all) hangs on what is no reply, or goes on where the last reply was.
    CASE WHEN i %% 10 <> 0 THEN NULL WHEN u_link < 0.7 OR i = 10
        THEN i - 1 - floor(u_far * 9)::int ELSE i - 10 END AS reply_to,
    CASE WHEN i %% 20 = 7 THEN i - 1 - floor(least(i - 1, 1000) * power(u_far, 2))::int END AS quote_of,
    CASE WHEN u_media < 0.04 THEN 2 WHEN u_media < 0.12 THEN 1 ELSE 0 END AS media_count,
    CASE WHEN u_tagged < 0.15
        THEN 'tag' || 1 + floor(2000 * power(u_tag, 3))::int END AS tag,
    CASE WHEN u_mention < 0.05
        THEN 21 + floor((%(people)s - 20) * power(u_mention * 20, 3))::int END AS mentioned
FROM dice JOIN person USING (n)
CROSS JOIN LATERAL (
    SELECT date_trunc('milliseconds', now() - make_interval(
        secs => 120 * 86400 * (1 - (i - 1)::float8 / %(posts)s) + 60
    )) AS at
) AS moment;
CREATE UNIQUE INDEX ON plan (i);
ANALYZE plan;
-- The long thread: many answer one crud of the second most popular person.
CREATE TEMP TABLE long_thread ON COMMIT DROP AS
SELECT k, person.id AS author_id, moment.at,
    ((extract(epoch FROM moment.at - '2024-01-01Z') * 1000)::bigint << 22) | k AS id
FROM generate_series(0, %(replies)s) AS k
JOIN person ON person.n = CASE k WHEN 0 THEN 22 ELSE 23 + (k * 17) %% (%(people)s - 22) END
CROSS JOIN LATERAL (
    SELECT date_trunc('milliseconds', now() - make_interval(hours => 20, secs => - k * 60)) AS at
) AS moment;

-- step: Marks
-- Likes come in order of time, on what was new then; the readers of the bench mark more.
CREATE TEMP TABLE mark ON COMMIT DROP AS
WITH dice AS MATERIALIZED (
    SELECT l, 1 + floor(%(people)s * power(random(), 1.3))::int AS n,
        greatest(1, ceil(l * 0.5 - 2000 * power(random(), 4)))::int AS i, random() AS u
    FROM generate_series(1, 2 * %(posts)s) AS l
)
SELECT (plan.id >> 22 << 22) + (5::bigint << 32) + l AS id, person.id AS person_id,
    plan.id AS post_id, true AS liked, u < 0.08 AS bookmarked, u > 0.97 AND NOT plan.is_private AS reposted
FROM dice JOIN person USING (n) JOIN plan USING (i);
INSERT INTO mark
SELECT (plan.id >> 22 << 22) + (6::bigint << 32) + row_number() OVER (), reader.id, plan.id,
    dice.k < 10, dice.k IN (10, 11), false
FROM person AS reader JOIN edge ON follower = reader.n JOIN plan ON plan.n = followee
CROSS JOIN LATERAL (SELECT (plan.i::bigint * 7919 + reader.n) %% 100) AS dice (k)
WHERE (reader.n <= 16 OR reader.n BETWEEN 101 AND 200) AND plan.i > %(posts)s - 30000 AND dice.k < 12;
INSERT INTO posts_like (id, person_id, post_id)
SELECT min(id), person_id, post_id FROM mark WHERE liked GROUP BY post_id, person_id;
INSERT INTO posts_bookmark (id, person_id, post_id)
SELECT min(id), person_id, post_id FROM mark WHERE bookmarked GROUP BY post_id, person_id;
INSERT INTO posts_repost (id, person_id, post_id)
SELECT min(id), person_id, post_id FROM mark WHERE reposted GROUP BY post_id, person_id;
ANALYZE posts_like, posts_repost;

-- step: Texts, tags, mentions, pictures
INSERT INTO posts_tag (name, post_id) SELECT tag, id FROM plan WHERE tag IS NOT NULL;
INSERT INTO posts_mention (post_id, person_id)
SELECT plan.id, person.id FROM plan JOIN person ON person.n = mentioned;
INSERT INTO media_media (id, owner_id, key, state, reason, alt, width, height, blur, animated,
    sources, post_id, position, created_at)
SELECT plan.id + place, author_id, md5(plan.id::text || place), 'ready', '',
    'What the picture shows, in a few words', 1920, 1280, 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', false,
    pictures.sources, plan.id, place, at
FROM plan CROSS JOIN LATERAL generate_series(0, media_count - 1) AS place
CROSS JOIN (
    SELECT jsonb_agg(jsonb_build_object('name', width || '.' || format, 'width', width,
        'type', 'image/' || format)) AS sources
    FROM unnest(ARRAY['avif', 'webp']) AS format CROSS JOIN unnest(ARRAY[480, 960, 1920]) AS width
) AS pictures;
INSERT INTO posts_post (id, author_id, text, warning, visibility, reply_policy, reply_to, thread,
    in_feeds, quote_of, media_count, created_at, edited_at, expires_at,
    reply_count, repost_count, quote_count, like_count)
WITH RECURSIVE ends AS (
    -- Replies to replies are in the thread of the last reply that began one.
    SELECT i, reply_to, count(*) FILTER (WHERE reply_to %% 10 <> 0) OVER (ORDER BY i) AS chain
    FROM plan WHERE reply_to IS NOT NULL
), thread AS (
    SELECT i, max(reply_to) FILTER (WHERE reply_to %% 10 <> 0) OVER (PARTITION BY chain) AS root
    FROM ends
), replies AS (
    SELECT reply_to AS i, count(*) AS number FROM plan
    WHERE reply_to IS NOT NULL AND NOT is_private AND i %% 25 <> 3 GROUP BY reply_to
), quotes AS (
    SELECT quote_of AS i, count(*) AS number FROM plan
    WHERE quote_of IS NOT NULL AND NOT is_private AND i %% 25 <> 3 GROUP BY quote_of
), likes AS (
    SELECT post_id AS id, count(*) AS number FROM posts_like GROUP BY post_id
), reposts AS (
    SELECT post_id AS id, count(*) AS number FROM posts_repost GROUP BY post_id
)
SELECT plan.id, plan.author_id,
    trim(substr(words.text, 1 + floor(plan.u_text * 5500)::int, 20 + floor(plan.u_kind * 260)::int))
        || coalesce(' #' || plan.tag, '') || coalesce(' @person_' || plan.mentioned, ''),
    CASE WHEN plan.i %% 50 = 4 THEN 'Something about food' ELSE '' END,
    CASE WHEN plan.i %% 25 = 3 THEN 'followers' ELSE 'public' END,
    CASE plan.i %% 20 WHEN 1 THEN 'followers' WHEN 2 THEN 'mentioned' WHEN 5 THEN 'nobody'
        ELSE 'everyone' END,
    parent.id, root.id, parent.id IS NULL OR parent.author_id = plan.author_id,
    quoted.id, plan.media_count, plan.at,
    CASE WHEN plan.i %% 33 = 8 THEN plan.at + interval '10 minutes' END,
    CASE WHEN plan.u_expiry < 0.6 THEN now() + make_interval(days => 40 + (plan.u_expiry * 500)::int)
        END,
    coalesce(replies.number, 0), coalesce(reposts.number, 0), coalesce(quotes.number, 0),
    coalesce(likes.number, 0)
FROM plan CROSS JOIN words
LEFT JOIN plan AS parent ON parent.i = plan.reply_to
LEFT JOIN plan AS quoted ON quoted.i = plan.quote_of
LEFT JOIN thread ON thread.i = plan.i LEFT JOIN plan AS root ON root.i = thread.root
LEFT JOIN replies ON replies.i = plan.i LEFT JOIN quotes ON quotes.i = plan.i
LEFT JOIN likes ON likes.id = plan.id LEFT JOIN reposts ON reposts.id = plan.id
ORDER BY plan.i;
INSERT INTO posts_post (id, author_id, text, reply_to, thread, in_feeds, created_at, reply_count)
SELECT part.id, part.author_id,
    trim(substr(words.text, 1 + part.k * 25, 20 + (part.k * 13) %% 260)),
    CASE WHEN part.k > 0 THEN root.id END, CASE WHEN part.k > 0 THEN root.id END,
    part.author_id = root.author_id, part.at,
    CASE WHEN part.k = 0 THEN %(replies)s ELSE 0 END
FROM long_thread AS part CROSS JOIN words JOIN long_thread AS root ON root.k = 0;
ANALYZE posts_post, posts_tag;

-- step: Accounts
INSERT INTO profiles_user (id, password, is_superuser, handle, wanted_handle, display_name, bio,
    avatar_url, default_expires_in, is_private, is_active, is_staff, created_at,
    post_count, follower_count, following_count)
WITH written AS (
    SELECT author_id AS id, count(*) AS number FROM posts_post
    WHERE visibility = 'public' GROUP BY author_id
), following AS (
    SELECT follower AS n, count(*) AS number FROM edge GROUP BY follower
)
SELECT person.id, '!', false, 'person_' || n, '', 'Person ' || n || ' of the bench',
    left(words.text, 40 + n %% 200),
    CASE WHEN n %% 10 < 7 THEN '/media/' || md5('avatar ' || n) || '/192.webp' ELSE '' END,
    604800, is_private, true, false, now() - make_interval(days => 400),
    coalesce(written.number, 0), coalesce(popularity.followers, 0), coalesce(following.number, 0)
FROM person CROSS JOIN words LEFT JOIN written USING (id)
LEFT JOIN popularity USING (n) LEFT JOIN following USING (n);

-- step: Blocks, mutes, muted words
-- A tenth of all people keep away from some; so do the special readers.
CREATE TEMP TABLE shy ON COMMIT DROP AS SELECT n, id FROM person WHERE n <= 16 OR n %% 10 = 3;
CREATE TEMP TABLE avoided ON COMMIT DROP AS
SELECT DISTINCT ON (shy.id, person.id) shy.id AS person_id, person.id AS other_id, k
FROM shy CROSS JOIN generate_series(1, 6) AS k
JOIN person ON person.n = 21 + (shy.n * 31 + k * 977) %% (%(people)s - 20)
WHERE person.id <> shy.id;
DELETE FROM avoided USING profiles_follow AS follow
WHERE k <= 3 AND follow.follower_id = person_id AND follow.followee_id = other_id;
DELETE FROM avoided USING profiles_follow AS follow
WHERE k <= 3 AND follow.follower_id = other_id AND follow.followee_id = person_id;
INSERT INTO profiles_block (blocker_id, blocked_id)
SELECT person_id, other_id FROM avoided WHERE k <= 3;
INSERT INTO profiles_mute (muter_id, muted_id, until)
SELECT person_id, other_id, CASE k WHEN 6 THEN now() + interval '400 days' END
FROM avoided WHERE k > 3;
INSERT INTO profiles_mutedword (id, owner_id, phrase, whole_word, places, pattern)
SELECT row_number() OVER (), shy.id, word.phrase, true,
    ARRAY['home', 'public', 'replies', 'notifications'], '\m' || word.phrase || '\M'
FROM shy CROSS JOIN (VALUES ('sourdough'), ('spoiler')) AS word (phrase);
INSERT INTO posts_threadmute (person_id, thread)
SELECT shy.id, plan.id FROM shy JOIN plan ON plan.i = greatest(1, %(posts)s - 5 - shy.n %% 1000);
INSERT INTO posts_tagfollow (person_id, name)
SELECT id, 'tag' || 20 + n %% 40 FROM person WHERE n > 20 AND n %% 20 = 8;
ANALYZE profiles_user, posts_tagfollow;

-- step: Feeds
-- Rows for the newest cruds, as far back as they are to be many.
CREATE TEMP TABLE recent ON COMMIT DROP AS
WITH counted AS (
    SELECT post.id, post.author_id, sum(coalesce(popularity.followers, 0) + 1)
        OVER (ORDER BY post.id DESC) AS rows_so_far
    FROM posts_post AS post JOIN person ON person.id = post.author_id
    LEFT JOIN popularity USING (n) WHERE post.in_feeds
)
SELECT id, author_id FROM counted WHERE rows_so_far <= %(feed_rows)s;
ANALYZE recent;
CREATE TEMP TABLE arrival ON COMMIT DROP AS
SELECT follow.follower_id AS owner_id, recent.id AS position, recent.id AS post_id,
    NULL::uuid AS reposter_id, NULL::text AS tag
FROM recent JOIN profiles_follow AS follow ON follow.followee_id = recent.author_id
UNION ALL
SELECT author_id, id, id, NULL, NULL FROM recent;
INSERT INTO arrival
SELECT follow.person_id, recent.id, recent.id, NULL, min(follow.name)
FROM recent JOIN posts_tag AS tag ON tag.post_id = recent.id
JOIN posts_tagfollow AS follow ON follow.name = tag.name
LEFT JOIN profiles_follow AS direct
    ON direct.follower_id = follow.person_id AND direct.followee_id = recent.author_id
WHERE direct.follower_id IS NULL AND follow.person_id <> recent.author_id
GROUP BY follow.person_id, recent.id;
INSERT INTO arrival
SELECT follow.follower_id, repost.id, repost.post_id, repost.person_id, NULL
FROM posts_repost AS repost JOIN recent ON recent.id = repost.post_id
JOIN profiles_follow AS follow ON follow.followee_id = repost.person_id;
INSERT INTO timelines_entry (owner_id, position, post_id, reposter_id, tag)
SELECT owner_id, position, post_id, reposter_id, tag FROM arrival ORDER BY owner_id, position;
