/** What the tests of a conversation share: a desk's key, some messages, and the wire, scripted. */
import { vi } from 'vitest';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { Api } from '../src/api';
import { toBase64Url, toHex } from '../src/bytes';
import { Conversation } from '../src/conversation';
import { sha256, SUITE } from '../src/seal';
import { GIVEN, MODEL } from './model';

export type Body = Record<string, unknown>;
type Answer = [status: number, body: unknown] | 'down';

export const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
export const pair = await suite.kem.generateKeyPair();
const publicKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
export const KEY = { suite: SUITE, key: toHex(await sha256(publicKey)).slice(0, 16), public: toBase64Url(publicKey) };
export const facts = { text: '请说事实', ask: { id: 'report.facts', kind: 'text', sealed: true, max: 100, invalid: '请写事实' } };
export const born = { text: '哪天', ask: { id: 'report.when', kind: 'date', sealed: true, optional: true, invalid: '请写日期' } };
export const menu = { text: '您好', choices: [{ id: 'c1', title: '我要举报' }] };

/** The wire, scripted: what was sent is in `sent`, answers come in turn. */
export function wire() {
  const sent: Body[] = [];
  const answers: Answer[] = [];
  let key: unknown = KEY;
  const fetch = vi.fn(async (input: string, init: RequestInit): Promise<Response> => {
    const reply = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
    if (input.endsWith('sessions')) return reply(201, { session: 's1', messages: [menu] });
    if (input.endsWith('key')) return reply(200, key);
    if (input.endsWith('sentinel.json')) return reply(200, MODEL);
    if (input.endsWith('given.json')) return reply(200, GIVEN);
    sent.push(JSON.parse(String(init.body)) as Body);
    const next = answers.shift() ?? [200, { messages: [{ text: '好的' }] }];
    if (next === 'down') throw new TypeError('network');
    return reply(...next);
  });
  const api = new Api('./chat/', { fetch: fetch as unknown as typeof globalThis.fetch, delays: [0, 0] });
  return { api, sent, answers, lose: () => (key = {}) };
}

/** The model comes by itself. */
export const arrived = (): Promise<void> => new Promise((done) => setTimeout(done));

export interface Scene {
  net: ReturnType<typeof wire>;
  talk: Conversation;
}

/** A conversation that has just been opened. */
export async function opened(): Promise<Scene> {
  const net = wire();
  const talk = new Conversation(net.api, () => new Date('2026-11-22T04:00:00Z'), true);
  await talk.open();
  await arrived();
  return { net, talk };
}

/** What a person does in the scene that is on: comes to a step, writes something. */
export const hands = (scene: () => Scene) => ({
  reach: async (message: unknown): Promise<void> => {
    const { net, talk } = scene();
    net.answers.push([200, { messages: [message] }]);
    await talk.choose({ id: 'c1', title: '我要举报' });
    net.sent.length = 0;
  },
  write: async (text: string): Promise<void> => {
    scene().talk.edit(text);
    await scene().talk.submit();
  },
});
