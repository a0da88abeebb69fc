import { type DatedCopy, readCopy, writeCopy } from '../../domain/invoice/dated-copy.ts';
import { recent } from '../../domain/memo.ts';
import type { Copies, CopyKey } from './port.ts';

const KEPT_SECONDS = 24 * 3600;
const KEPT_EVERY_MS = 60_000;
/** What is longer is no page that somebody reads on a phone while a database is away. */
const MOST_BYTES = 256 * 1024;
const IV_BYTES = 12;
const KEY_BYTES = 32;
/** So many links' last copies are known by heart. */
const RECENT = 1_000;

type Cached = Pick<Cache, 'match' | 'put' | 'delete'>;
type Log = (event: string, fields: Readonly<Record<string, string>>) => void;

/**
 * Copies in Cloudflare's cache of the place where their reader is. Name and key of each come from its link alone (HKDF-SHA-256,
 * RFC 5869), and nothing else has either: whoever reads the cache finds noise under a number. Where there is no cache there is no copy.
 */
export function cacheCopies(open: () => Promise<Cached>, log: Log): Copies {
  const kept = recent<{ readonly at: number; readonly state: string }>(RECENT);
  return {
    keep: async (of, copy) => {
      const state = stateOf(copy);
      const last = kept.get(`${of.token} ${of.variant}`);
      if (last?.state === state && copy.at < last.at + KEPT_EVERY_MS) return;
      kept.keep(`${of.token} ${of.variant}`, { at: copy.at, state });
      await quietly(async () => {
        const plain = new TextEncoder().encode(writeCopy(copy));
        if (plain.byteLength > MOST_BYTES) return;
        const { name, key } = await derived(of);
        const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
        const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
        const body = new Uint8Array(IV_BYTES + sealed.byteLength);
        body.set(iv);
        body.set(sealed, IV_BYTES);
        const headers = {
          'Content-Type': 'application/octet-stream',
          'Cache-Control': `max-age=${KEPT_SECONDS}`,
        };
        await (await open()).put(name, new Response(body, { headers }));
      });
    },
    find: async (of) => {
      const { name, key } = await derived(of);
      const found = await quietly(async () => (await open()).match(name));
      if (found === undefined) return null;
      const sealed = await quietly(async () => new Uint8Array(await found.arrayBuffer()));
      const read = sealed === undefined ? 'damaged' : await unsealed(key, sealed);
      if (typeof read !== 'string') return read;
      log('copy_unusable', { why: read });
      return null;
    },
    forget: async (of) => {
      kept.keep(`${of.token} ${of.variant}`, { at: 0, state: '' });
      await quietly(async () => (await open()).delete((await derived(of)).name));
    },
  };
}

/** What a reader would miss if it were not in the copy. */
const stateOf = ({ view }: DatedCopy): string =>
  `${view.status} ${view.paymentStatus} ${view.amountRemaining} ${view.total}`;

async function unsealed(
  key: CryptoKey,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<DatedCopy | 'damaged' | 'other_version' | 'too_large'> {
  if (sealed.byteLength > MOST_BYTES + 64) return 'too_large';
  const iv = sealed.subarray(0, IV_BYTES);
  const plain = await quietly(() =>
    crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.subarray(IV_BYTES)),
  );
  if (plain === undefined) return 'damaged';
  return readCopy(new TextDecoder().decode(plain)) ?? 'other_version';
}

/** An address of no host, so that nobody can ask for it from outside, and the key. */
async function derived({ token, variant }: CopyKey): Promise<{ name: string; key: CryptoKey }> {
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', text.encode(token), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32) };
  const info = text.encode(`quittance dated copy ${variant}`);
  const bits = new Uint8Array(await crypto.subtle.deriveBits({ ...how, info }, secret, 2 * 8 * KEY_BYTES));
  const name = Array.from(bits.subarray(KEY_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const key = await crypto.subtle.importKey('raw', bits.subarray(0, KEY_BYTES), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return { name: `https://copies.quittance.invalid/${name}`, key };
}

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
