import { describe, expect, it } from 'vitest';
import { readMessages } from '../src/wire';

describe('answers of the gateway', () => {
  it('are read field by field', () => {
    const [message] = readMessages({
      messages: [
        {
          text: '请说事实',
          choices: [{ id: 'a1', title: '跳过' }, { id: 3 }, null],
          ask: { id: 'report.facts', kind: 'text', sealed: true, max: 5000 },
          links: [{ title: '拨打 110', href: 'tel:110' }, { title: '坏', href: 'javascript:alert(1)' }, { title: '也坏', href: '//evil.example' }],
        },
      ],
    });
    expect(message).toEqual({
      text: '请说事实',
      choices: [{ id: 'a1', title: '跳过' }],
      ask: { id: 'report.facts', kind: 'text', sealed: true, optional: false, hint: '', max: 5000, invalid: '', step: 0, of: 0 },
      links: [{ title: '拨打 110', href: 'tel:110' }],
      receipt: null,
    });
  });
  it.each([null, 'x', [], {}, { messages: 'x' }])('%j is no message', (data) => expect(readMessages(data)).toEqual([]));
});
