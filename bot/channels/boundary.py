"""The boundary every way in passes: what a person said becomes an event, a sealed draft, or words for the engine.

Decided in memory by what was asked last (docs/architecture.md, "A turn", step 2). Words given for a sealed
step, stories told anywhere else, receipt passwords and telephone or ID numbers never go on from here.
"""

import re
from dataclasses import replace

import bot.danger as danger
from bot.channels import caller, calling, choosing, control, hearing, numbers, passing, reached, validators
from bot.channels.called import given_anew, redated
from bot.channels.engine import Event, Text
from bot.channels.errands import in_full
from bot.channels.passing import anywhere
from bot.channels.receipts import LEAST_TYPED_BACK, ReceiptDesk
from bot.channels.said import Refusal, Said
from bot.channels.schemas import URGENT, Ask, EnvelopeIn
from bot.channels.sentinel import Sentinel
from bot.channels.sentinel_model import BESIDE, HELP, NEVER_DOUBTED
from bot.channels.sessions import Session
from bot.channels.telling import account_beside, names_somebody, tells_harm, told
from bot.channels.text import Cleaned, bare, clean, digits, han, without_long_numbers
from bot.channels.vaulting import Vaulting
from bot.channels.whether import CONFIRM_NOW, URGENT_CONTACT, URGENT_STEPS, hedged
from bot.danger_scenes import perhaps_now
from bot.references import article_topic
from store import digits as spoken
from store import vault
from store.items import story_label
from store.sealing import BadEnvelope, Envelope

MOST_FREE_TEXT = 2_000
MOST_UNDERSTOOD = 500  # understanding needs no more of a long message
URGENT_WORDS = "urgent.words"
BUTTON = "我现在有危险"  # the page's, and the plain page's
_ENDS_AS_QUESTION = re.compile(r"(?:[?？]|[吗嗎呢么麼])\s*$")
# One of the engine's commands, typed: nothing in it is anybody's word.
_COMMAND = re.compile(r"[A-Za-z_]+\s*\{[ -~]*\}")
_VAULT = {"size": "too_large", "key": "sealed_rejected", "kind": "sealed_rejected", "label": "not_sealed_step"}
# What is said in passing counts in a call for help, too, where it decides nothing by itself but goes on.
_IN_CALL = frozenset({"choose", "repeat", "answer", "resume"})
# What ends a review or a call for help: typed as a command (/submit), it is nobody's word either.
_ENDING = frozenset({"submit", "skip"})
PROBED = "probe_content"  # asked to read out or show a report: answered with the refusal


class Boundary:
    """Turns what was said into what the engine may learn."""

    def __init__(self, vaulting: Vaulting, sentinel: Sentinel, desk: ReceiptDesk, max_text: int) -> None:
        """`max_text`: most characters of a sealed answer whose ask names no limit of its own."""
        self._vaulting = vaulting
        self._sentinel = sentinel
        self._desk = desk
        self._max_text = max_text

    async def decide(self, session: Session, said: Said, source: str) -> Event | Text:
        """What goes to the engine. Raises Refusal; what the store raises when something could not be kept. `source`: an
        opaque name of where it comes from, for slowing down guesses.
        """
        if said.choice is not None:
            return self._choice(session, said.choice)
        if said.sealed is not None:
            return await self._envelope(session, said, said.sealed)
        session.pasted_number, ask = None, session.ask
        cleaned = clean(said.text or "")
        if session.way_in in caller.STAFF and cleaned.plain:
            if (left := caller.leaves(session.way_in, ask, cleaned.plain)) is not None:
                return Event(left)
            cleaned = replace(cleaned, plain=hearing.as_told(session, cleaned.plain, self._sentinel.reader))
        if not cleaned.kept or not cleaned.plain:
            if ask is None or not ask.sealed or ask.kind == "files":
                raise Refusal("empty")
            return Event("invalid", "empty")
        # Who says that it is content means no button by it; who types a command, nothing final.
        commands = cleaned.command and choosing.decides(session)
        at_now = ask is not None and ask.id == CONFIRM_NOW
        barred = said.meant == "content" or commands or (at_now and hedged(cleaned.plain))
        if not barred and (chosen := choosing.chosen(session, cleaned.plain)) is not None:
            return chosen
        if at_now and reached.given_now(cleaned):
            await self._vaulting.seal_text(session.conversation, URGENT_CONTACT, cleaned.kept)
            return Event("sealed")
        steers = None if said.meant or commands or (ask is not None and ask.sealed) else anywhere(ask, cleaned.plain)
        if steers is not None and (session.flow != "urgent" or steers.intent in _IN_CALL):
            return await self._chosen(session, cleaned, steers) if steers.intent == "choose" else steers
        kind = ask.kind if ask else ""
        if kind in numbers.KINDS and danger.is_now(cleaned.plain):
            return await self._call_for_help(session, cleaned)  # the digits in it are a house's
        if ask is not None and kind == "query_password":
            return await self._password(session, cleaned, source)
        if ask is not None and kind == "typeback":
            return await self._typed_back(session, cleaned)
        if kind == "receipt_number" and numbers.gives(cleaned):
            return numbers.given(session, cleaned)
        if ask is not None and ask.sealed:
            return await self._sealed_step(session, ask, cleaned, said.meant)
        return await self._free(session, cleaned, said.meant)

    async def _chosen(self, session: Session, cleaned: Cleaned, event: Event) -> Event:
        """A choice in words: what is told beside it is kept."""
        told = len(bare(cleaned.plain)) > numbers.FEWEST_TOLD
        if told:
            await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        more = (hearing.TOLD,) if told else ()
        return replace(event, entities=(*event.entities, *hearing.besides(cleaned.plain), *more))

    def _choice(self, session: Session, choice: str) -> Event:
        shown = session.choices.get(choice)
        if shown is None:
            raise Refusal("stale_choice")
        return Event.of_payload(shown.payload)

    # -- sealed steps

    async def _envelope(self, session: Session, said: Said, given: EnvelopeIn) -> Event:
        ask, about = session.ask, said.about
        step = ask if ask is not None and ask.sealed and ask.kind != "files" else None
        if about is None and step is None:
            raise Refusal("not_sealed_step", 409)
        label = step.id if step else ""
        if about is not None:
            danger_told = about.goal in (URGENT, *HELP, *calling.STATED)
            other = URGENT_WORDS if danger_told else story_label(session.flow, about.goal)
            label = calling.label_of(session, about.goal) or other
        try:
            envelope = Envelope.from_dict(given.model_dump())
            await self._vaulting.write(lambda s: vault.put(s, session.conversation, label, envelope))
        except BadEnvelope:
            raise Refusal("sealed_rejected", 422) from None
        except vault.VaultError as error:
            # What the vault calls the conversation's end is no fault of the envelope.
            raise Refusal(_VAULT.get(error.reason, "sealed_rejected"), 422) from None
        besides = hearing.entities(said.heard)
        if about is None:
            session.note_date(step)
        if about is None or about.goal == "contact":
            return Event("sealed", entities=besides)
        if about.goal == "date":
            return given_anew(label)
        if about.goal in HELP:
            return Event(about.goal)
        if about.goal in calling.STATED:
            return calling.stated(ask, about.goal, besides)
        if about.goal == URGENT:
            return Event("danger", "words", besides)
        event = told(self._sentinel.reader, session, about.goal, about.choices)
        return replace(event, entities=(*event.entities, *besides))

    async def _sealed_step(self, session: Session, ask: Ask, cleaned: Cleaned, meant: str | None) -> Event | Text:
        files = ask.kind == "files"
        # "Seal and send" makes words content; not those that call off what would be sent.
        content = meant == "content" and ask.id not in URGENT_STEPS
        aside = None if content else passing.read(ask, cleaned.plain)
        if aside is None and not content:
            aside = await self._redated(session, ask, cleaned)
        if aside is not None:
            if aside.intent == "sealed":
                await self._vaulting.seal_text(session.conversation, ask.id, cleaned.kept)
            return aside
        word = control.at_step(cleaned.plain, optional=ask.optional, files=files)
        if word in _ENDING and cleaned.command and choosing.decides(session):
            return Text("{}")
        if word == "danger":
            return await self._call_for_help(session, cleaned)
        if word is not None:
            return Event("choose", "done") if word == "done" else Event(word)
        if meant == "question":
            return await self._free(session, cleaned, meant)
        asks = reached.asks(cleaned.plain) if ask.id == URGENT_CONTACT else passing.asks_instead(ask, cleaned.plain)
        asks = asks or hearing.asked_by_caller(session, ask, cleaned.kept)
        if meant is None and asks and (ask.id == URGENT_CONTACT or session.flow != "urgent"):
            return await self._free(session, cleaned, None)  # a question; what tells is sealed there
        if (said := calling.event(ask, cleaned)) is not None:
            await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
            return said
        event = await (self._aside(session, cleaned) if meant is None else self._first_cry(session, ask, cleaned))
        if event is not None:
            return event
        if files:
            return await self._free(session, cleaned, meant)
        if (body := hearing.of_body(session, ask, cleaned.plain)) is not None:
            return Event(body)
        beside = ask.kind in ("date", "contact") and not reached.ACCOUNT.search(cleaned.plain)
        if beside and (cry := await self._cry(session, cleaned)) is not None:
            return cry  # 现在，他正在打我
        longest = min(ask.max or self._max_text, self._max_text)
        try:
            value = validators.check(ask.kind, cleaned.plain, longest)
        except validators.Invalid as invalid:
            if (cry := await self._cry(session, cleaned)) is not None:
                return cry
            if tells_harm(cleaned.plain):
                return await self._story(session, cleaned)
            if invalid.reason == "none_given" and (session.flow == "report" or ask.optional):
                return Event("none_given" if session.flow == "report" else "skip")  # the anonymous way is offered
            return Event("invalid", invalid.reason)
        await self._vaulting.seal_text(session.conversation, ask.id, cleaned.kept, value)
        session.note_date(ask)
        return Event("sealed", entities=hearing.at_step(session, cleaned.plain, self._sentinel.reader))

    async def _cry(self, session: Session, cleaned: Cleaned) -> Event | None:
        """What is neither a date nor a number may call for help: nobody gives an account there."""
        if danger.is_now(cleaned.plain):
            return await self._call_for_help(session, cleaned)
        if perhaps_now(cleaned.plain, content=False) or danger.police_at_hand(cleaned.plain):
            return await self._whether(session, cleaned)
        body = danger.aside_of(cleaned.plain)
        return Event(body) if body in hearing.OF_BODY else None

    async def _first_cry(self, session: Session, ask: Ask, cleaned: Cleaned) -> Event | None:
        """A call for help under the plain page's main button, which seals: nobody has looked at the words before. Said
        once more where its numbers were told already, it is the answer.
        """
        if session.way_in != "plain" or ask.kind == "files":
            return None
        if not hearing.tells_of_danger(session) and self._sentinel.reader.cries_at(cleaned.plain, ask.kind):
            return await self._call_for_help(session, cleaned)
        doubted = ask.kind not in NEVER_DOUBTED
        wanted = self._sentinel.reader.help_of(cleaned.plain, free=session.flow == "urgent") if doubted else None
        if wanted is None and not hearing.tells_of_danger(session) and not hearing.is_told(cleaned.plain):
            wanted = "danger" if self._sentinel.reader.at_step(cleaned.plain, ask.kind) == "danger" else None
        if wanted is None or session.helped == (ask.id, wanted):
            return None
        session.helped = (ask.id, wanted)
        if wanted == "danger":
            return await self._whether(session, cleaned)
        if session.flow == "urgent":
            await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        return Event(wanted)

    async def _redated(self, session: Session, ask: Ask, cleaned: Cleaned) -> Event | None:
        """Another date for the one just given, said at the next step (不对，是四五年前): it takes that one's place."""
        days = redated(cleaned.plain)
        if days is None or ask.kind == "date" or not session.dated.startswith(f"{session.flow}."):
            return None
        try:
            value = validators.check("date", days, self._max_text)
        except validators.Invalid:
            return None
        if value is not None:
            await self._vaulting.seal_text(session.conversation, session.dated, cleaned.kept, value)
        return given_anew(session.dated) if value is not None else None

    async def _aside(self, session: Session, cleaned: Cleaned) -> Event | None:
        """What the sentinel is sure is no answer to the open step, as an event; None for content."""
        ask = session.ask
        kind = ask.kind if ask is not None and ask.sealed else "text"
        free = ask is None or not ask.sealed  # where digits are asked for nobody gives an account
        if kind in NEVER_DOUBTED and not (kind == "contact" and session.flow == "urgent"):
            if hearing.tells_of_danger(session):
                return None
            if self._sentinel.reader.cries_at(cleaned.plain, kind):
                return await self._call_for_help(session, cleaned)
            perhaps = self._sentinel.reader.at_step(cleaned.plain, kind) == "danger"
            return await self._whether(session, cleaned) if perhaps else None
        if self._sentinel.reader.probes(cleaned.plain):
            return Event(PROBED)
        # Where somebody in danger says where they are, only plain words are another call for help.
        urgent = session.flow == "urgent"
        help_wanted = (
            danger.aside_of(cleaned.plain) if urgent else self._sentinel.reader.help_of(cleaned.plain, free=free)
        )
        if help_wanted is not None:
            if session.flow == "urgent":
                await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
            return Event(help_wanted)
        skips = bool(ask and ask.optional)
        verdict = self._sentinel.judge(cleaned.plain, kind=kind, optional=skips, files=kind == "files")
        if not hearing.tells_of_danger(session) and self._sentinel.reader.cries(cleaned.plain):
            return await self._call_for_help(session, cleaned)
        if verdict.intent is None or not choosing.meant(verdict.intent, cleaned.plain):
            return None
        if verdict.label == "danger" and verdict.exact:
            return await self._call_for_help(session, cleaned)
        if verdict.label == "danger" and (hearing.tells_of_danger(session) or hearing.is_told(cleaned.plain)):
            return None
        if verdict.label == "danger":
            return await self._whether(session, cleaned)
        if session.flow == "urgent" and not verdict.exact and not _ENDS_AS_QUESTION.search(cleaned.plain):
            return None  # who writes in danger is asked nothing else: what is no plain question is what they say
        if verdict.label != "question":
            return Event(verdict.intent)
        topic = article_topic(cleaned.plain[:MOST_UNDERSTOOD]) or verdict.topic
        # About nothing we know, it may as well be part of the story ("他说要查出谁举报的"): sealed, nothing is lost.
        if topic is None and not _ENDS_AS_QUESTION.search(cleaned.plain):
            return None
        return Event(verdict.intent, topic)

    async def _whether(self, session: Session, cleaned: Cleaned) -> Event:
        """Perhaps danger: it is asked. What was said is kept as the first words of the call, should it be one."""
        await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        return Event("danger", "unclear", hearing.besides(cleaned.plain))

    async def _call_for_help(self, session: Session, cleaned: Cleaned) -> Event:
        """Danger, here and now. What was said goes along as the first words; the page's button has none."""
        if bare(cleaned.plain) == BUTTON:
            return Event("danger", "button")
        await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        return Event("danger", "words", hearing.first_words(cleaned.plain))

    # -- receipts

    async def _password(self, session: Session, cleaned: Cleaned, source: str) -> Event:
        found = spoken.receipt(cleaned.kept)
        if found.password is not None:
            session.asked_number = found.number or session.asked_number
            return Event("grant", await self._desk.try_password(session, found.password, source))
        if len(digits(cleaned.plain)) < 4 or numbers.tells(cleaned.plain):
            return await self._stray(session, cleaned, "password_format")
        raise Refusal("password_format")

    async def _typed_back(self, session: Session, cleaned: Cleaned) -> Event:
        given = [digits(cleaned.plain), *spoken.values(cleaned.kept)]
        if any(self._desk.typed_back(session, one) for one in given):
            return Event("typed_back", "match")
        # 等一下 and 我一会再说 hold a digit, and are none.
        among_words = len(given[0]) < LEAST_TYPED_BACK and han(cleaned.plain) > len(given[0]) + 1
        if given[0] and not (among_words or numbers.tells(cleaned.plain)):
            return Event("typed_back", "mismatch")
        return await self._stray(session, cleaned, "typeback_format")

    async def _stray(self, session: Session, cleaned: Cleaned, otherwise: str) -> Event:
        """Words where digits are asked for: an aside, or a story, which is kept. Raises Refusal(`otherwise`)."""
        if (event := await self._aside(session, cleaned)) is not None:
            return event
        if (cry := await self._cry(session, cleaned)) is not None:
            return cry
        if han(cleaned.plain) >= numbers.FEWEST_TOLD and self._sentinel.zone(cleaned.plain) == "story":
            return await self._story(session, cleaned)
        raise Refusal(otherwise)

    # -- free steps

    async def _free(self, session: Session, cleaned: Cleaned, meant: str | None) -> Event | Text:
        """Where no sealed step is open: words go on only when they are plainly a request, a question or an answer, or
        when the person says so (`meant`).
        """
        if _COMMAND.fullmatch(cleaned.plain):
            return Text("{}")
        word = None if meant == "content" else choosing.control_word(session, cleaned.plain)
        command = cleaned.command and choosing.decides(session)
        if command and word in _ENDING:
            return Text("{}")
        if word == "danger" or (word is None and danger.is_now(cleaned.plain)):
            return await self._call_for_help(session, cleaned)
        word = word or hearing.help_wanted(session, cleaned.plain, self._sentinel.reader)
        if word is None and meant != "content" and self._sentinel.reader.probes(cleaned.plain):
            word = PROBED
        if word in hearing.OF_BODY and danger.tells_beside(cleaned.plain):
            story = await self._story(session, cleaned)
            return replace(story, entities=tuple(dict.fromkeys((*story.entities, (hearing.HEARD, word)))))
        if word is not None:
            return Event(word)
        if (event := numbers.beside(session, cleaned)) is not None:
            return event
        if meant == "content":
            return await self._story(session, cleaned)
        if meant is None and (content := await self._content(session, cleaned)) is not None:
            return content
        if len(cleaned.plain) > MOST_FREE_TEXT:
            raise Refusal("text_too_long")
        return Text("{}" if command else without_long_numbers(in_full(session.ask, cleaned.plain))[:MOST_UNDERSTOOD])

    async def _content(self, session: Session, cleaned: Cleaned) -> Event | None:
        """What looks like content though nobody asked for any: sealed, and an event. None: words for the engine."""
        review = session.ask is not None and session.ask.kind == "review"
        if (review and choosing.plain_wish(cleaned.plain)) or choosing.names_part(session, cleaned.plain):
            return None
        # What stands beside a receipt decides, its digits stay here anyway.
        given = session.pasted_number is not None  # in this very text
        plain = spoken.receipt(cleaned.plain).rest if given else cleaned.plain
        zone = self._sentinel.zone(plain, BESIDE if given else session.ask.kind if session.ask else "")
        ask = session.ask
        told = ask is not None and not given and names_somebody(ask, plain) and not perhaps_now(plain, content=False)
        if zone == "maybe_danger" and not told:
            return await self._whether(session, cleaned)
        told = told or (review and account_beside(self._sentinel.reader, cleaned.plain))
        if told or (zone == "clear" and ask is not None and hearing.tells_past_harm(ask, plain)):
            zone = "story"
        # Who names an article asks what it says; an account names the law, too.
        if zone == "clear" or (zone == "unsure" and article_topic(cleaned.plain[:MOST_UNDERSTOOD]) is not None):
            return None
        return await self._story(session, cleaned)

    async def _story(self, session: Session, cleaned: Cleaned) -> Event:
        """Seal what a person tells where nothing of the kind was asked; the engine learns its goal and choices."""
        if len(cleaned.kept) > self._max_text:
            raise Refusal("text_too_long")
        story = self._sentinel.story(cleaned.plain)
        label = story_label(session.flow, story.goal)
        await self._vaulting.seal_text(session.conversation, label, cleaned.kept)
        event = told(self._sentinel.reader, session, story.goal, story.choices, cleaned.plain)
        heard = hearing.in_story(session, cleaned.plain, self._sentinel.reader)
        event = replace(event, entities=(*event.entities, *heard))
        if (named := choosing.named(session, cleaned.plain)) is None:
            return event
        # The open question's own option counts, whatever else the account reads like.
        return replace(event, entities=(*(one for one in event.entities if one[0] != named[0]), named))
