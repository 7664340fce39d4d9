"""The floors' queries: one for each kind of page, written by hand.

$1 is always the reader, null for nobody. A page's rows are first its cruds, in order, and then
what they point to; each is (position or null, CRUD, STATE, and what else the page tells).
cards.py puts them together.
"""

# A page of 20 cruds, and one more, which tells whether there is another page.
ROWS = 21

CRUD = (
    "p.id, p.author_id, p.text, p.warning, p.visibility, p.reply_policy, p.reply_to, p.thread,"
    " p.quote_of, p.hidden, p.media_count, p.created_at, p.edited_at, p.expires_at,"
    " p.reply_count, p.repost_count, p.quote_count, p.like_count,"
    " a.handle, a.display_name, a.avatar_url, a.is_private"
)
# Asked for by STATE only.
UNSHOWN = ("thread", "media_count")
FOLLOWS = "EXISTS (SELECT FROM profiles_follow WHERE follower_id = $1 AND followee_id = {author})"
MENTIONED = "EXISTS (SELECT FROM posts_mention WHERE post_id = {post} AND person_id = $1)"
MARKED = "EXISTS (SELECT FROM posts_{mark} WHERE post_id = s.id AND person_id = $1)"
MUTES_THREAD = (
    "EXISTS (SELECT FROM posts_threadmute AS t"
    " WHERE t.person_id = $1 AND t.thread = coalesce({row}.thread, {row}.id))"
)
# What the reader may see: a crud `p` of an author `a`.
VISIBLE = f"""
    (p.expires_at IS NULL OR p.expires_at > now())
    AND a.is_active AND a.handle IS NOT NULL AND a.leaves_at IS NULL
    AND (p.visibility = 'public' AND NOT a.is_private OR a.id = $1
        OR {FOLLOWS.format(author="a.id")} OR {MENTIONED.format(post="p.id")})
    AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = $1 AND blocked_id = a.id)
    AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = a.id AND blocked_id = $1)
"""
# What feeds leave out of that; {words} is a pattern of all muted words, null where there are none.
NOT_MUTED = """
    NOT EXISTS (SELECT FROM profiles_mute WHERE muter_id = $1 AND muted_id = a.id
        AND (until IS NULL OR until > now()))
    AND ((SELECT pattern FROM {words}) IS NULL OR a.id = $1
        OR NOT (p.text ~* (SELECT pattern FROM {words})
            OR p.warning ~* (SELECT pattern FROM {words})))
"""
WORDS = """
    SELECT string_agg(pattern, '|') AS pattern FROM profiles_mutedword
    WHERE owner_id = $1 AND places && '{{{places}}}' AND (until IS NULL OR until > now())
"""
BY_AUTHOR = "JOIN profiles_user AS a ON a.id = p.author_id"
FOR_FEEDS = f"""
    {VISIBLE} AND {NOT_MUTED.format(words="words")} AND NOT {MUTES_THREAD.format(row="p")}
"""
# What a card tells beside the crud's own columns: marks, leave to reply, pictures.
STATE = f"""
    {MARKED.format(mark="like")}, {MARKED.format(mark="repost")}, {MARKED.format(mark="bookmark")},
    CASE s.reply_policy WHEN 'followers' THEN {FOLLOWS.format(author="s.author_id")}
        WHEN 'mentioned' THEN {MENTIONED.format(post="s.id")} END,
    {MUTES_THREAD.format(row="s")},
    CASE WHEN s.media_count > 0 THEN (
        SELECT json_agg(json_build_array(m.id::text, m.alt, m.width, m.height, m.blur, m.animated,
            m.key, m.sources) ORDER BY m.position)
        FROM media_media AS m WHERE m.post_id = s.id AND m.state = 'ready'
    ) END
"""
# Of the reposts of a crud only the first stands in a feed, unless the crud is there of itself.
REPOSTS = "timelines_entry AS r WHERE r.owner_id = $1 AND r.reposter_id IS NOT NULL AND r.post_id"
FOLDED = f"""
    (e.reposter_id IS NULL OR NOT EXISTS (
        SELECT FROM timelines_entry AS r WHERE r.owner_id = $1 AND r.position = p.id
    ) AND NOT EXISTS (SELECT FROM {REPOSTS} = p.id AND r.position < e.position))
"""
# How many of those whom the reader follows reposted it, and the first, as far as they may be seen.
REPOSTER = f"""
    CASE WHEN s.reposter_id IS NOT NULL THEN (SELECT count(*) FROM {REPOSTS} = s.id) END,
    CASE WHEN s.reposter_id IS NOT NULL THEN (
        SELECT json_build_array(r.handle, r.display_name, r.avatar_url) FROM profiles_user AS r
        WHERE r.id = s.reposter_id AND r.is_active AND r.handle IS NOT NULL AND r.leaves_at IS NULL
        AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = r.id AND blocked_id = $1)
    ) END
"""


def _names(columns: str) -> list[str]:
    return [column.split(".")[1] for column in columns.split(", ")]


def page(cruds: str, *, words: str, besides: str = "", shown: str = "", first: str = "") -> str:
    """The query of a page. `cruds` selects (position, CRUD, and `besides`), with `words` for what
    is muted in these places; `shown` are the last columns of the answer, `first` are CTEs.
    """
    columns = ", ".join(f"s.{name}" for name in _names(CRUD) if name not in UNSHOWN)
    nulls = "".join(", NULL" for name in besides.split(",") if name)
    return f"""
        WITH RECURSIVE words AS ({WORDS.format(places=words)}),
        linked_words AS ({WORDS.format(places="home,public")}),
        {first}
        page AS MATERIALIZED ({cruds}),
        s AS (
            SELECT * FROM page
            UNION ALL
            SELECT NULL, {CRUD} {nulls}
            FROM (SELECT quote_of AS id FROM page UNION SELECT reply_to FROM page) AS linked
            JOIN posts_post AS p USING (id) {BY_AUTHOR}
            WHERE {VISIBLE} AND {NOT_MUTED.format(words="linked_words")}
        )
        SELECT s.position, {columns}, {STATE} {shown} FROM s
    """


HOME = page(
    f"""
        SELECT e.position, {CRUD}, e.reposter_id, e.tag
        FROM timelines_entry AS e JOIN posts_post AS p ON p.id = e.post_id {BY_AUTHOR}
        WHERE e.owner_id = $1 AND {FOLDED} AND {FOR_FEEDS}
        ORDER BY e.position DESC LIMIT {ROWS}
    """,
    words="home",
    besides="e.reposter_id, e.tag",
    shown=f", {REPOSTER}, s.tag",
)
PUBLIC = page(
    f"""
        SELECT p.id AS position, {CRUD} FROM posts_post AS p {BY_AUTHOR}
        WHERE p.reply_to IS NULL AND {FOR_FEEDS} ORDER BY p.id DESC LIMIT {ROWS}
    """,
    words="public",
)
# $2: the hashtag.
TAG = page(
    f"""
        SELECT p.id AS position, {CRUD}
        FROM posts_tag AS t JOIN posts_post AS p ON p.id = t.post_id {BY_AUTHOR}
        WHERE t.name = $2 AND {FOR_FEEDS} ORDER BY t.post_id DESC LIMIT {ROWS}
    """,
    words="public",
)
# $2: the handle, which may be one that is kept for who had it.
PROFILE = page(
    f"""
        SELECT p.id AS position, {CRUD} FROM posts_post AS p {BY_AUTHOR}
        WHERE p.author_id = coalesce(
            (SELECT id FROM profiles_user WHERE handle = $2),
            (SELECT person_id FROM profiles_formerhandle WHERE handle = $2 AND until > now())
        ) AND {VISIBLE} AND p.in_feeds ORDER BY p.id DESC LIMIT {ROWS}
    """,
    words="public",
)
# $2: the crud. First the way down to it, each place with what is there or why nothing is.
THREAD = page(
    f"""
        (SELECT -up.level AS position, seen.*, up.id AS place, coalesce(
            (SELECT reason FROM posts_tombstone WHERE id = up.id),
            (SELECT 'expired' FROM posts_post WHERE id = up.id AND expires_at <= now()),
            'unavailable'
        ) AS gone
        FROM up LEFT JOIN LATERAL (
            SELECT {CRUD} FROM posts_post AS p {BY_AUTHOR} WHERE p.id = up.id AND {VISIBLE}
        ) AS seen ON true ORDER BY up.level DESC)
        UNION ALL
        (SELECT p.id, {CRUD}, NULL, NULL FROM posts_post AS p {BY_AUTHOR}
        WHERE p.reply_to = $2 AND {VISIBLE} AND {NOT_MUTED.format(words="words")}
        AND (NOT p.hidden OR a.id = $1
            OR EXISTS (SELECT FROM posts_post WHERE id = $2 AND author_id = $1))
        ORDER BY p.id LIMIT {ROWS})
    """,
    words="replies",
    besides="place, gone",
    shown=", s.place, s.gone",
    first="""
        up (id, level) AS (
            SELECT $2::bigint, 0
            UNION ALL
            SELECT above.reply_to, up.level + 1 FROM up CROSS JOIN LATERAL (
                SELECT reply_to FROM posts_post WHERE id = up.id
                UNION ALL SELECT reply_to FROM posts_tombstone WHERE id = up.id LIMIT 1
            ) AS above WHERE above.reply_to IS NOT NULL AND up.level < 100
        ),
    """,
)
# $2: the crud.
ONE = page(
    f"""
        SELECT p.id AS position, {CRUD} FROM posts_post AS p {BY_AUTHOR}
        WHERE p.id = $2 AND {VISIBLE}
    """,
    words="public",
)
