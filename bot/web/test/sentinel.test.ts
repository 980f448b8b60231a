import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classify, isControl, isModel, type Model, probabilities } from '../src/sentinel';

const model: Model = {
  version: 1,
  ngram: [1, 3],
  max_chars: 20,
  labels: ['content', 'danger', 'control', 'question'],
  bias: [1, 0, 0, 0],
  weights: { 救命: [0, 12, 0, 0], '吗': [0, 0, 0, 6], 多少: [0, 0, 0, 6], 不写: [0, 0, 9, 0] },
  threshold: { danger: 0.6, control: 0.6, question: 0.6 },
  exact: ['不举报了'],
};

describe('the sentinel', () => {
  it('adds the weights of the distinct n-grams, each worth 1/sqrt of their number', () => {
    // 多少: 多, 少, 多少 → 3 n-grams, one of them known.
    const scores = [1, 0, 0, 6 / Math.sqrt(3)].map(Math.exp);
    const sum = scores.reduce((a, b) => a + b);
    probabilities(model, '多 少').forEach((p, i) => expect(p).toBeCloseTo((scores[i] ?? 0) / sum, 12));
  });
  it('labels what is sure, and takes the rest for content', () => {
    expect(classify(model, '救命')).toBe('danger');
    expect(classify(model, '多少')).toBe('question');
    expect(classify(model, '不写')).toBe('control');
    expect(classify(model, '王某收了钱')).toBe('content');
    expect(classify(model, '')).toBe('content');
    expect(classify(model, '救命'.repeat(11))).toBe('content');
  });
  it('knows the words that steer without the model', () => {
    expect(isControl('取消。', null, false)).toBe(true);
    expect(isControl('不举报了！', null, false)).toBe(false);
    expect(isControl('不举报了！', model, false)).toBe(true);
    expect(isControl('没有', null, true)).toBe(true);
    expect(isControl('没有', null, false)).toBe(false);
    expect(isControl('取消他的资格', model, true)).toBe(false);
  });
  it('is not fooled by names of Object', () => {
    expect(classify({ ...model, ngram: [1, 12] }, 'constructor')).toBe('content');
  });
  it('refuses what is no model', () => {
    expect(isModel({ version: 2 })).toBe(false);
    expect(isModel(null)).toBe(false);
    expect(isModel(model)).toBe(true);
  });
});

// Written by the gateway's trainer (bot/channels/sentinel_train.py) together with the model it was measured on.
interface Parity {
  model: Model;
  cases: { text: string; probabilities: number[]; label: string }[];
}
const file = fileURLToPath(new URL('../../../tests/data/sentinel_parity.json', import.meta.url));

describe.runIf(existsSync(file))('the same as in Python', () => {
  it('gives the same label and probabilities', () => {
    const parity = JSON.parse(readFileSync(file, 'utf8')) as Parity;
    expect(parity.cases.length).toBeGreaterThan(10);
    for (const { text, probabilities: expected, label } of parity.cases) {
      probabilities(parity.model, text).forEach((p, i) => expect(p).toBeCloseTo(expected[i] ?? NaN, 5));
      expect(classify(parity.model, text)).toBe(label);
    }
  });
});
