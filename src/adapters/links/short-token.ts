import { type IdPrefix, idBytes, idFromBytes, parseId } from '../../domain/ids.ts';
import { fromBase64Url, toBase64Url } from './base64-url.ts';
import type { LinkTarget } from './port.ts';

/** 24 bytes in base64url. */
export const SHORT_LENGTH = 32;
/** Where the code of the database stands: the key's number comes first. */
export const SHORT_CODE_BYTE = 1;

const BYTES = 24;
const HEAD_BYTES = 2;
const HALF = (BYTES - HEAD_BYTES) / 2;
/** Where an id has the code of its database. */
const CODE_AT = 6;
const ID_BYTES = 16;
const VERSION_AT = ID_BYTES - 1;
const CHECK_AT = VERSION_AT + 2;
const ROUNDS = 6;

/**
 * A token that fits on paper: the key's number and the database's code in clear; then the rest of the id, the version and five
 * zeros, enciphered as one block of 176 bits, of which every bit depends on every other. There is no room for a MAC beside
 * an id of 128 bits and none is needed: of 2^176 blocks, one leads to an invoice (docs/decisions/0074).
 */
export async function mintShort(
  prefix: IdPrefix,
  keyId: number,
  key: CryptoKey,
  { id: given, version }: LinkTarget,
): Promise<string> {
  const id = parseId(prefix, given);
  if (id === null) throw new Error('not an id that a short link carries');
  const bytes = idBytes(id);
  const head = Uint8Array.of(keyId, bytes[CODE_AT] ?? 0);
  const block = new Uint8Array(2 * HALF);
  block.set(bytes.subarray(0, CODE_AT));
  block.set(bytes.subarray(CODE_AT + 1), CODE_AT);
  new DataView(block.buffer).setUint16(VERSION_AT, version);
  let [left, right] = halves(block);
  for (let round = 0; round < ROUNDS; round += 1) {
    [left, right] = [right, mixed(left, await scrambled(key, round, head, right))];
  }
  const token = new Uint8Array(BYTES);
  token.set(head);
  token.set(left, HEAD_BYTES);
  token.set(right, HEAD_BYTES + HALF);
  return toBase64Url(token);
}

/** The target of a token that one of the keys made; null for any other text, all but one in 2^40 without a look at the database. */
export async function openShort(
  prefix: IdPrefix,
  keyOf: (keyId: number) => Promise<CryptoKey | null>,
  token: string,
): Promise<LinkTarget | null> {
  const bytes = token.length === SHORT_LENGTH ? fromBase64Url(token) : null;
  const key = bytes === null ? null : await keyOf(bytes[0] ?? -1);
  if (bytes === null || key === null) return null;
  const head = bytes.subarray(0, HEAD_BYTES);
  let [left, right] = halves(bytes.subarray(HEAD_BYTES));
  for (let round = ROUNDS - 1; round >= 0; round -= 1) {
    [left, right] = [mixed(right, await scrambled(key, round, head, left)), left];
  }
  const block = Uint8Array.of(...left, ...right);
  if (block.subarray(CHECK_AT).some((byte) => byte !== 0)) return null;
  const id = new Uint8Array(ID_BYTES);
  id.set(block.subarray(0, CODE_AT));
  id.set(head.subarray(SHORT_CODE_BYTE), CODE_AT);
  id.set(block.subarray(CODE_AT, VERSION_AT), CODE_AT + 1);
  return { id: idFromBytes(prefix, id), version: new DataView(block.buffer).getUint16(VERSION_AT) };
}

const halves = (block: Uint8Array): [Uint8Array, Uint8Array] => [
  block.subarray(0, HALF),
  block.subarray(HALF),
];

const mixed = (one: Uint8Array, other: Uint8Array): Uint8Array =>
  one.map((byte, at) => byte ^ (other[at] ?? 0));

/**
 * A round of a Feistel network: Luby and Rackoff showed that four of a pseudorandom function make a permutation that nobody
 * tells from a random one, inverse included; six hold it nearly up to 2^88 links (Patarin, CRYPTO 2004).
 */
async function scrambled(
  key: CryptoKey,
  round: number,
  head: Uint8Array,
  half: Uint8Array,
): Promise<Uint8Array> {
  const mac = await crypto.subtle.sign('HMAC', key, Uint8Array.of(round, ...head, ...half));
  return new Uint8Array(mac, 0, HALF);
}
