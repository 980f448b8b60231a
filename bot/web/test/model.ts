/** A model that knows a few words, each of one kind; its rules are the real ones. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Given } from '../src/inputs';
import type { Model } from '../src/sentinel';

const parity = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../tests/data/sentinel_parity.json', import.meta.url)), 'utf8'),
) as { model: Model };
/** What names and contacts look like, as the gateway serves it. */
export const GIVEN = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../channels/given.json', import.meta.url)), 'utf8'),
) as Given;
const ALPHABET = parity.model.alphabet;
/** A head that knows single words: each speaks for one label. */
const head = (labels: string[], bias: number[], words: Record<string, string>): Model['heads']['kind'] => ({
  labels, bias, grams: Object.keys(words),
  weights: labels.map((label) => Object.values(words).map((own) => ALPHABET[Math.floor(ALPHABET.length / 2) + (own === label ? 45 : 0)]).join('')),
});
export const MODEL: Model = {
  ...parity.model, patterns: [], step: 1,
  heads: {
    kind: head(['content', 'danger', 'help', 'control', 'question', 'request'], [3, 0, 0, 0, 0, 0], {
      砸门: 'danger', 不想: 'control', 多少: 'question', 什么: 'question', 再问: 'request', 我要举: 'request', 吧: 'request', 收了: 'content', 镇长: 'content',
    }),
    goal: head(['none', 'report'], [3, 0], { 镇长: 'report' }),
    help: head(['despair', 'illness', 'police_unreachable', 'lost_place'], [0, 0, 0, 0], {}),
  },
};
