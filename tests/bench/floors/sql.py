"""The floors' queries: one for each kind of page, written by hand.

$1 is always the reader. A page's query answers the cruds of the page, in order, then what they
point to (the first column tells which); pages.py puts the rows together. All are prepared once a
connection.
"""

# A page of 20 cruds, and one more, which tells whether there is another page.
ROWS = 21

POST = (
    "p.id, p.author_id, p.text, p.warning, p.visibility, p.reply_policy, p.reply_to, p.thread,"
    " p.quote_of, p.hidden, p.media_count, p.created_at, p.edited_at, p.expires_at,"
    " p.reply_count, p.repost_count, p.quote_count, p.like_count,"
    " a.handle, a.display_name, a.avatar_url, a.is_private"
)
FOLLOWS = "EXISTS (SELECT FROM profiles_follow WHERE follower_id = $1 AND followee_id = {author})"
MENTIONED = "EXISTS (SELECT FROM posts_mention WHERE post_id = {post} AND person_id = $1)"
MARKED = "EXISTS (SELECT FROM posts_{mark} WHERE post_id = s.id AND person_id = $1)"
THREAD_MUTED = (
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
# What feeds leave out of that. `words` is one pattern of all muted words, null where there are none.
NOT_MUTED = """
    NOT EXISTS (SELECT FROM profiles_mute WHERE muter_id = $1 AND muted_id = a.id
        AND (until IS NULL OR until > now()))
    AND ((SELECT pattern FROM {words}) IS NULL OR a.id = $1
        OR NOT (p.text ~* (SELECT pattern FROM {words})
            OR p.warning ~* (SELECT pattern FROM {words})))
"""
NO_MUTED_THREAD = f"NOT {THREAD_MUTED.format(row='p')}"
WORDS = """
    SELECT string_agg(pattern, '|') AS pattern FROM profiles_mutedword
    WHERE owner_id = $1 AND places && '{{{places}}}' AND (until IS NULL OR until > now())
"""
MEDIA = """
    CASE WHEN s.media_count > 0 THEN (
        SELECT json_agg(json_build_array(m.id::text, m.alt, m.width, m.height, m.blur, m.animated,
            m.key, m.sources) ORDER BY m.position)
        FROM media_media AS m WHERE m.post_id = s.id AND m.state = 'ready'
    ) END
"""
# What a card tells beside the crud's own columns.
STATE = f"""
    {MARKED.format(mark="like")}, {MARKED.format(mark="repost")}, {MARKED.format(mark="bookmark")},
    CASE s.reply_policy WHEN 'followers' THEN {FOLLOWS.format(author="s.author_id")}
        WHEN 'mentioned' THEN {MENTIONED.format(post="s.id")} END,
    {THREAD_MUTED.format(row="s")}, {MEDIA}
"""
# Who brought a crud into a home feed, as far as they may be seen.
REPOSTER = """
    CASE WHEN s.reposter_id IS NOT NULL THEN (
        SELECT json_build_array(r.handle, r.display_name, r.avatar_url) FROM profiles_user AS r
        WHERE r.id = s.reposter_id AND r.is_active AND r.handle IS NOT NULL AND r.leaves_at IS NULL
        AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = r.id AND blocked_id = $1)
    ) END, s.reposter_id IS NOT NULL, s.tag
"""


def page(source: str, *, words: str, order: str, first: str = "true", more: str = "") -> str:
    """The query of a page: `source` gives `p` and `a`; `first` are columns before POST."""
    nulls = ", ".join("NULL" for _ in first.split(","))
    return f"""
        WITH words AS ({WORDS.format(places=words)}),
        linked_words AS ({WORDS.format(places="home,public")}),
        page AS MATERIALIZED (
            SELECT {first}, {POST} FROM {source} ORDER BY {order} LIMIT {ROWS}
        ),
        s AS (
            SELECT * FROM page
            UNION ALL
            SELECT {nulls}, {POST}
            FROM (SELECT quote_of AS id FROM page UNION SELECT reply_to FROM page) AS linked
            JOIN posts_post AS p USING (id) JOIN profiles_user AS a ON a.id = p.author_id
            WHERE {VISIBLE} AND {NOT_MUTED.format(words="linked_words")}
        )
        SELECT s.*, {STATE} {more} FROM s
    """


HOME = page(
    f"""
        timelines_entry AS e JOIN posts_post AS p ON p.id = e.post_id
        JOIN profiles_user AS a ON a.id = p.author_id
        WHERE e.owner_id = $1 AND {VISIBLE} AND {NOT_MUTED.format(words="words")}
        AND {NO_MUTED_THREAD}
    """,
    words="home",
    order="e.position DESC",
    first="e.position, e.reposter_id, e.tag",
    more=f", {REPOSTER}",
)
STATEMENTS = {"home": f"PREPARE home (uuid) AS {HOME}"}
