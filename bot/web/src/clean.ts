/** Text as the boundary cleans it (bot/channels/text.py): what is checked here is what the gateway would check. */
// Control, format (zero-width, bidi), surrogate, private, unassigned; variation selectors and invisible fillers.
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u115f\u1160\u3164\uffa0]/gu;
const PUNCTUATION = /[\s。，、！？；：,.!?;:…~～—\-“”‘’"'「」『』（）()【】[\]《》<>*_#`]+/gu;

/** The person's own words, only unprintable characters gone: what is sealed. */
export function clean(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u000b\u000c\u0085]/g, '\n');
  return lines.replace(UNWANTED, (c) => (c === '\n' || c === '\t' ? c : '')).trim();
}

let table = new Map<string, string>();

/** Takes the table of traditional characters, which comes later than the page: `from` and `to`, one for one. */
export function knowTraditional(from: string, to: string): void {
  const simple = Array.from(to);
  table = new Map(Array.from(from, (c, i) => [c, simple[i] ?? c]));
}

/** Common traditional characters simplified, one for one. */
const simplified = (text: string): string => (table.size ? Array.from(text, (c) => table.get(c) ?? c).join('') : text);

/** What is understood: NFKC, simplified, one line, no slash in front. */
export function plain(text: string): string {
  const line = clean(text).normalize('NFKC').replace(UNWANTED, ' ').replace(/\s+/gu, ' ');
  return simplified(line.replace(/^[\s/\\⁄∕⧸╱⟋]+/, '').trim());
}

/** For comparing words: simplified, no punctuation, no white space, lower case. */
export const bare = (text: string): string => simplified(text.normalize('NFKC').replace(PUNCTUATION, '').toLowerCase());

/** How many characters a person would count (code points). */
export const length = (text: string): number => Array.from(text).length;
