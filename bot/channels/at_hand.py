"""Whether number and password are at hand, where a request for protection asks it (`protect_reporter.link`)."""

import re

LINK = "protect_reporter.link"
_THE_NUMBER = "(?:举报)?(?:编号|号码?|密码|回执|单号)"
HAS_NUMBER = re.compile(
    rf"(?:我|俺|嗯|是的?|对|手上|手里|手头|这里|身上|举报过|以前|都|也|当然|就)*(?:有|在)(?:{_THE_NUMBER}|和|跟|、|都|的|啊|呀|手上|手里|这里)*"
    rf"|(?:{_THE_NUMBER}|和|跟|都|也|我)+(?:有|在|记得|留着)(?:的|呢|啊|手上|手里|这里)*"
    rf"|(?:我|就|用|凭|按|靠|选)+{_THE_NUMBER}(?:关联|来|办|吧|的)*"
)
LACKS_NUMBER = re.compile(
    rf"(?:我|俺|手上|手里|现在|当时|也|都|真的)*(?:没(?:有|得)?|冇|莫得|无)(?:{_THE_NUMBER}|和|跟|了|啊|呀|的)*|我?还?没(?:有)?(?:举报|报)(?:过|呢|呀)*"
    rf"|(?:{_THE_NUMBER}|和|跟|都|也|我)+(?:没(?:有)?(?:了|带|留|记)?|丢了?|忘了?|找不到了?|不在手上)"
)


def linked(word: str) -> str | None:
    """An option of `link` that a bare, simplified word says, or None."""
    if HAS_NUMBER.fullmatch(word):
        return "receipt"
    return "none" if LACKS_NUMBER.fullmatch(word) else None
