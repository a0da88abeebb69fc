import { base64UrlOf, userHandleOf } from '../../../src/operations/core/base64url.ts';
import type { StaffBrowser } from './staff.ts';

const ORIGIN = 'https://billing.test';
const utf8 = (text: string) => new TextEncoder().encode(text);

export type Said = {
  readonly challenge: string;
  readonly type?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly flags?: number;
  readonly counter?: number;
};

/** An authenticator that keeps one passkey of a person: ES256, as most are. */
export async function authenticator(personId: string) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  if (!('privateKey' in pair)) throw new Error('no pair');
  const id = crypto.getRandomValues(new Uint8Array(16));
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  if (!(spki instanceof ArrayBuffer)) throw new Error('no key');
  const parts = async (
    {
      challenge,
      type = 'webauthn.get',
      origin = ORIGIN,
      host = 'billing.test',
      flags = 5,
      counter = 0,
    }: Said,
    attested: Uint8Array,
  ) => {
    const head = new Uint8Array(37);
    head.set(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(host))));
    head[32] = flags;
    new DataView(head.buffer).setUint32(33, counter);
    const client = utf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
    return { client, data: new Uint8Array([...head, ...attested]) };
  };
  return {
    credential: base64UrlOf(id),
    async create(said: Said) {
      const attested = new Uint8Array([...new Uint8Array(16), 0, id.length, ...id, 0xa0]);
      const { client, data } = await parts({ type: 'webauthn.create', flags: 69, ...said }, attested);
      return {
        client: base64UrlOf(client),
        authenticator: base64UrlOf(data),
        key: base64UrlOf(new Uint8Array(spki)),
        algorithm: '-7',
      };
    },
    async get(said: Said) {
      const { client, data } = await parts(said, new Uint8Array());
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', client));
      const signed = new Uint8Array([...data, ...hash]);
      const raw = new Uint8Array(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, signed),
      );
      return {
        credential: base64UrlOf(id),
        client: base64UrlOf(client),
        authenticator: base64UrlOf(data),
        signature: base64UrlOf(der(raw)),
        user: userHandleOf(personId),
      };
    },
  };
}

function der(raw: Uint8Array): Uint8Array {
  const number = (bytes: Uint8Array) => {
    const from = bytes.findIndex((byte) => byte !== 0);
    const plain = bytes.subarray(from === -1 ? 31 : from);
    const body = (plain[0] ?? 0) > 127 ? [0, ...plain] : [...plain];
    return [2, body.length, ...body];
  };
  const body = [...number(raw.subarray(0, 32)), ...number(raw.subarray(32))];
  return new Uint8Array([0x30, body.length, ...body]);
}

/** The ceremony that a page asks for: the challenge, and what the form brings back. */
export async function asked(from: Pick<StaffBrowser, 'get'>, path: string, kind: 'get' | 'create') {
  const page = await (await from.get(path)).text();
  const [, form = ''] = new RegExp(`(<form[^>]*data-passkey="${kind}".*?</form>)`, 's').exec(page) ?? [];
  const [, challenge = ''] = /data-challenge="([^"]+)"/.exec(form) ?? [];
  const [, sealed = ''] = /name="challenge" value="([^"]+)"/.exec(form) ?? [];
  return { challenge, sealed };
}
