"""The shapes of `/chat/*`: what clients send and get. FastAPI makes the OpenAPI document from them."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SESSION_EXAMPLE = "uT0h1qv3…"
Token = Annotated[
    str, Field(max_length=128, description="The session, as POST /chat/sessions gave it.", examples=[SESSION_EXAMPLE])
]


class Strict(BaseModel):
    """Unknown fields are refused: a client that sends them means something we do not do."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Choice(Strict):
    """A button. The id is random, of this conversation and this turn; send it back as `choice`."""

    id: str
    title: str
    # At a step that takes several: whether it is chosen already.
    chosen: bool | None = None


class Ask(Strict):
    """What is asked now."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: str = Field(description="`flow.item`", examples=["report.facts"])
    kind: str = Field(
        description="choice, text, name, id_number, phone, contact, date, address, files, receipt_number, "
        "query_password, typeback or review"
    )
    sealed: bool = Field(
        False, description="Seal the answer before sending it; text sent here in clear is sealed at the boundary."
    )
    optional: bool = False
    hint: str = ""
    max: int = Field(0, ge=0, description="Most characters; 0: the server's own limit.")
    invalid: str = Field("", description="What to say when the answer is not usable.")
    step: int = Field(0, ge=0, description="Which step of its flow this is; 0: not counted.")
    of: int = Field(0, ge=0, description="Of about how many.")


class Link(Strict):
    title: str
    href: str


class Receipt(Strict):
    """Shown once, in groups for reading out. Nobody can show the password again."""

    number: str = Field(examples=["4829 1057 3361"])
    password: str = Field(examples=["1029 3847 5610 2938 4756"])


class Message(Strict):
    text: str
    choices: list[Choice] = []
    ask: Ask | None = None
    links: list[Link] = []
    receipt: Receipt | None = None


class Reply(Strict):
    """What the bot says: answers and errors alike."""

    messages: list[Message]
    taken: Annotated[bool, Field(description="False: what was said was not taken; the same is asked again.")] = True


class SessionReply(Reply):
    """A new conversation and its greeting."""

    session: str = Field(examples=[SESSION_EXAMPLE])


class NewSession(Strict):
    """Nothing to say: the server issues the session."""


class EnvelopeIn(BaseModel):
    """A sealed item (docs/architecture.md, "Sealed item")."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    v: Literal[1]
    suite: str = Field(max_length=64, examples=["xwing-hkdfsha256-aes256gcm"])
    key: str = Field(max_length=64, description="Key id: first 16 hex digits of SHA-256 of the public key.")
    kind: str = Field(max_length=160, examples=["text"])
    ct: str = Field(description="base64url without padding: enc ‖ ciphertext")


URGENT = "urgent"
Heard = Literal[
    "despair", "illness", "police", "pressed", "undertone", "wavers", "vague", "beside", "cry", "unnamed", "own_name"
]


class StoryAbout(Strict):
    """What a sealed story tells of itself: the flow it belongs to, and choices it states. Never its words."""

    goal: Literal[
        "report", "add_material", "protect_reporter", "protect_witness", "rights", "protection_report", "urgent",
        "none", "date", "contact",
        "despair", "illness", "police_unreachable", "lost_place", "not_now", "go_on",
    ] = Field(
        "none",
        description="`urgent`, and the four calls for help that are none for the police: the words are kept with the "
        "call for help. `not_now`, `go_on`: said in a call for help, that it may be needless, or shall go as it is. "
        "`date`: another date for the one given last; `contact`: how to be reached, where it is asked whether there is "
        "danger.",
    )  # fmt: skip
    choices: list[Annotated[str, Field(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]] = Field(
        [],
        max_length=8,
        examples=[["report_mode.anonymous"]],
        description="`entity.value`; unknown ones, and to report by name, are left out: that is asked.",
    )


class Say(Strict):
    """One thing a person says: exactly one of `text`, `choice` and `sealed`."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={
            "examples": [
                {"session": SESSION_EXAMPLE, "text": "我要举报", "message_id": "6d0c…"},
                {"session": SESSION_EXAMPLE, "choice": "Yx2k0fB3q1aZ"},
                {
                    "session": SESSION_EXAMPLE,
                    "sealed": {
                        "v": 1,
                        "suite": "xwing-hkdfsha256-aes256gcm",
                        "key": "0123456789abcdef",
                        "kind": "text",
                        "ct": "…",
                    },
                },
            ]
        },
    )

    session: Token
    text: str | None = None
    choice: str | None = Field(None, max_length=64)
    sealed: EnvelopeIn | None = None
    message_id: str | None = Field(
        None,
        min_length=1,
        max_length=64,
        description="A repeat within ten minutes answers the same and does nothing twice.",
    )
    meant: Literal["question", "content"] | None = Field(
        None,
        description="What the person says the text is: a question or an order to the bot (not sealed), or content.",
    )
    about: StoryAbout | None = Field(
        None, description="With `sealed`, where no sealed step is open: a story, sealed before anybody asked for it."
    )

    heard: list[Heard] = Field(
        [],
        max_length=5,
        description="With `sealed`: what the words call for besides being kept. What helps is told: `despair`, the "
        "writer wishes to die; `police`, the danger comes from the police; `pressed`, the writer is made to do it; "
        "`wavers`, it is in doubt whether the call for help shall go; `vague`, it is unless its writer can be "
        "reached; `unnamed`, the writer wants no name; `own_name`, the words say "
        "who their writer is.",
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(x is not None for x in (self.text, self.choice, self.sealed)) != 1:
            raise ValueError("exactly one of text, choice and sealed")
        if self.about is not None and self.sealed is None:
            raise ValueError("about belongs to sealed")
        if self.heard and self.sealed is None:
            raise ValueError("heard belongs to sealed")
        return self


class Holder(Strict):
    """Who holds this session."""

    session: Token


class ResumeCode(Strict):
    """接着填的口令: opens the conversation once, for as long as it lives."""

    code: str = Field(examples=["4829 1057 3361 9044"])


class Resume(Strict):
    code: str = Field(max_length=200, description="As somebody typed it: spaces and full-width digits are fine.")
    message_id: str = Field("", max_length=64, description="A repeat within a minute gets the same session.")


class Advice(Strict):
    head: str
    text: str


class About(Strict):
    """Who this is, and how to know it."""

    name: str
    address: str
    phone: str
    hotline: str
    fingerprint: str = Field(description="SHA-256 of the desk's public key, first 32 hex digits; empty without a key.")
    safety: list[Advice]


class NewUpload(Strict):
    session: Token
    parts: int = Field(
        ge=1, le=10_000, description="How many parts the file has, of 4 MiB before sealing; the last may be shorter."
    )


class UploadReply(Strict):
    upload: str = Field(description="Bound into each part's `kind`: part/<upload>/<n>/<total>.")


class CompleteUpload(Strict):
    session: Token
    sealed: EnvelopeIn = Field(description="Kind `file`: name, type, size and SHA-256, sealed.")


class FilesReply(Strict):
    files: int = Field(description="How many files this step has now.")


class Key(Strict):
    """The desk's public key."""

    suite: str
    key: str
    public: str = Field(description="base64url: ML-KEM-768 public bytes ‖ X25519 public bytes")


class Health(Strict):
    status: Literal["ok", "failing"]
    parts: dict[str, bool] = Field(
        examples=[{"gateway": True, "engine": True, "actions": True, "store": True, "desk_key": True}]
    )


JSON = dict[str, Any]
