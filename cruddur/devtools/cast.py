"""The demo people, what they say, and whom they follow."""

from dataclasses import dataclass

PASSWORD = "cruddur-demo-1"  # noqa: S105  (it is printed for everyone, on this machine only)

HOUR = 60
DAY = 24 * HOUR


# Ground, what stands on it, and what is drawn on that.
Colours = tuple[str, str, str]


@dataclass(frozen=True)
class Look:
    """What a person's pictures show: `avatar` is one of art.AVATARS, a banner shows hills."""

    avatar: str
    colours: Colours
    has_banner: bool = False


@dataclass(frozen=True)
class Person:
    handle: str
    display_name: str
    bio: str
    role: str = "person"
    groups: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    look: Look | None = None

    @property
    def email(self) -> str:
        return f"{self.handle}@cruddur.example"


@dataclass(frozen=True)
class Crud:
    """`age` and `lasts` are in minutes; None lasts for ever."""

    author: str
    age: int
    lasts: int | None
    text: str


MIRA = Person(
    "mira",
    "Mira Okafor",
    "Bakes before dawn, rides after dark. Mostly about bread and bicycles.",
    follows=("jonas", "ines", "kofi", "wren", "sol"),
    look=Look("A loaf of bread", ("#f3d9b1", "#b5652d", "#f6e3c5"), has_banner=True),
)
JONAS = Person(
    "jonas",
    "Jonas Lindqvist",
    "Maps, trains, and the long way round.",
    follows=("mira", "ines", "dara", "tala"),
    look=Look("A map of hills", ("#d8e4cf", "#8fb38a", "#c3d6b4"), has_banner=True),
)
TALA = Person(
    "tala",
    "Tala Reyes",
    "Keeps the peace around here. Ask me anything about the house rules.",
    role="moderator",
    groups=("moderators",),
    follows=("mira", "jonas", "dara"),
    look=Look("Two speech bubbles", ("#2f4858", "#f2b263", "#f7ede2")),
)
# Whom the greeting of `make run` offers for signing in. The others have the same password.
SIGN_INS = (MIRA, JONAS, TALA)
PEOPLE = (
    *SIGN_INS,
    Person(
        "ines",
        "Inês Duarte",
        "Potter in Porto. The kiln decides.",
        follows=("mira", "wren"),
        look=Look("A clay pot", ("#e8dfd3", "#9c4f35", "#2c5d63")),
    ),
    Person("kofi", "Kofi Mensah", "Radio plays, coffee, and other slow things.", follows=("sol",)),
    Person(
        "wren",
        "Wren Hollis",
        "Counting birds so that you need not.",
        follows=("ines", "mira"),
        look=Look("A bird", ("#cfe3ea", "#3f6177", "#f2a65a")),
    ),
    Person(
        "sol",
        "Sol Marchetti",
        "Stage lights by trade, cook by hunger.",
        follows=("kofi",),
        look=Look("Stage lights", ("#241c3b", "#6d4c91", "#f4c95d")),
    ),
    Person(
        "dara",
        "Dara Quinn",
        "I fix old synthesisers and break new ones.",
        follows=("jonas",),
        look=Look("Waves of sound", ("#17363d", "#3fa796", "#f2d16b")),
    ),
)

CRUDS = (
    Crud("mira", 3, 1 * HOUR, "Two loaves too many. First to the side door before nine gets one."),
    Crud("sol", 9, 3 * HOUR, "Spare ticket for the dress rehearsal tonight. Row F, aisle."),
    Crud("kofi", 16, 12 * HOUR, "The good café by the canal is open again. Tell no one. Well."),
    Crud("wren", 24, 1 * DAY, "Seven swifts over the station roof this morning. I counted twice."),
    Crud(
        "jonas",
        31,
        3 * HOUR,
        "The 17:42 is ten minutes late and nobody minds: there is a sunset on.",
    ),
    Crud("dara", 47, 7 * DAY, "Found the fault. It was the cable. It is always the cable."),
    Crud("ines", 58, 3 * DAY, "Opening the kiln at six. Think of me kindly."),
    Crud("mira", 74, 1 * DAY, "Question for bread people: rye at 80 or at 85 per cent water?"),
    Crud(
        "tala", 95, None, "New here? Be kind, say what you mean, and let things go. Posts may too."
    ),
    Crud(
        "kofi",
        2 * HOUR,
        12 * HOUR,
        "Reading a play out loud, all the parts. The cat plays the ghost.",
    ),
    Crud(
        "jonas",
        3 * HOUR,
        30 * DAY,
        "Finished the map of every public bench in town. 412. Sat on most.",
    ),
    Crud(
        "wren",
        4 * HOUR,
        12 * HOUR,
        "If you see a very small owl on a very large crane: yes, I know. 🦉",
    ),
    Crud(
        "sol", 5 * HOUR, 1 * DAY, "Soup rule: if you wonder whether it needs lemon, it needs lemon."
    ),
    Crud(
        "dara",
        6 * HOUR,
        1 * DAY,
        "A customer brought a synth that only plays one note.\n\nIt is a good note.",
    ),
    Crud(
        "ines", 8 * HOUR, 7 * DAY, "Eleven cups came out. Twelve went in. The kiln keeps its share."
    ),
    Crud(
        "mira",
        9 * HOUR,
        12 * HOUR,
        "4 a.m. and the whole street smells of cardamom. You are welcome.",
    ),
    Crud("kofi", 11 * HOUR, 3 * DAY, "Slow coffee is only coffee that has been listened to."),
    Crud(
        "jonas",
        13 * HOUR,
        1 * DAY,
        "Took the wrong tram on purpose. Best decision since the last wrong tram.",
    ),
    Crud("wren", 15 * HOUR, 7 * DAY, "Count of the day: 31 species, 2 sandwiches, 1 wet sock."),
    Crud(
        "sol",
        18 * HOUR,
        3 * DAY,
        "Every cue on time tonight. Nobody noticed, which is the whole job.",
    ),
    Crud(
        "tala",
        22 * HOUR,
        7 * DAY,
        "Reports answered today: 4. Thank you for looking out for each other.",
    ),
    Crud("dara", 26 * HOUR, None, "Label your cables. Future you is tired and has only one torch."),
    Crud(
        "mira",
        30 * HOUR,
        3 * DAY,
        "The starter turned five this week. It has outlived three phones.",
    ),
    Crud(
        "ines", 35 * HOUR, 30 * DAY, "A glaze called “forgotten pond” sounded better than it dried."
    ),
    Crud(
        "jonas", 41 * HOUR, None, "The long way round was 40 minutes longer and had a heron in it."
    ),
    Crud(
        "kofi",
        2 * DAY,
        7 * DAY,
        "Recorded rain for an hour. It stopped raining. Recorded that too.",
    ),
    Crud(
        "wren",
        3 * DAY,
        30 * DAY,
        "The kestrels on the old mill have three chicks. I am not crying.",
    ),
    Crud("sol", 4 * DAY, 7 * DAY, "You can light a stage with one lamp, if it is the right one."),
    Crud("mira", 5 * DAY, None, "Good bread is flour, water, salt, and leaving it alone."),
    Crud(
        "ines",
        6 * DAY,
        30 * DAY,
        "If it cracks, it is a plant pot. If it cracks twice, it is a lesson.",
    ),
)

# A conversation of Mira and Jonas: who says it, and how many minutes ago.
CONVERSATION = (
    (JONAS, 52, "Is there any of the rye left?"),
    (MIRA, 49, "Half a loaf, and it has your name on it."),
    (JONAS, 48, "I can be there at six. Shall I bring the bench map?"),
    (MIRA, 45, "Please. I want to see whether you found the one behind the chapel."),
    (JONAS, 7, "Number 388. It faces the wrong way, and it is the best of them all."),
)
