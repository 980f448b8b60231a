/** Reads aloud what the bot says, with a voice that lives on this device: words never go to a speech service. */

const engine = (): SpeechSynthesis | undefined => (typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis);

function voice(): SpeechSynthesisVoice | undefined {
  const chinese = (engine()?.getVoices() ?? []).filter((v) => v.localService && /^(zh|cmn)/i.test(v.lang));
  return chinese.find((v) => /CN|Hans/i.test(v.lang)) ?? chinese[0];
}

export const canRead = (): boolean => voice() !== undefined;

/** Voices may come late. */
export function onVoices(changed: () => void): void {
  engine()?.addEventListener?.('voiceschanged', changed);
}

export function read(text: string): void {
  const found = voice();
  if (!found || !text) return;
  engine()?.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.voice = found;
  said.lang = found.lang;
  engine()?.speak(said);
}

export const hush = (): void => engine()?.cancel();
