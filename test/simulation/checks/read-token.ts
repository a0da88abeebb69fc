import { createHmac, hkdfSync } from 'node:crypto';
import { idFromBytes } from '../../../src/domain/ids.ts';
import { LINK_SECRET } from '../world/link-secret.ts';

/** What a token names. */
export type Named = { readonly id: string; readonly version: number };

const SHORT_BYTES = 24;
const ROUNDS = 6;

/** What a link's token names, by what `src/adapters/links` says of its form, read apart from that code. */
export function readToken(path: string, token: string): Named {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length === SHORT_BYTES) return readShort(bytes);
  const prefix = path === 'i' || path === 'pay' ? 'inv' : path === 'portal/sign-in' ? 'sgn' : 'pay';
  return { id: idFromBytes(prefix, bytes.subarray(1, 17)), version: bytes.readUInt16BE(17) };
}

/** An invoice's short token: the key's number, a byte of the id in clear, and the rest under a Feistel network of six rounds. */
function readShort(bytes: Buffer): Named {
  const key = Buffer.from(
    hkdfSync('sha256', LINK_SECRET, new Uint8Array(32), 'quittance link short_view', 32),
  );
  const head = bytes.subarray(0, 2);
  let [left, right] = [bytes.subarray(2, 13), bytes.subarray(13)];
  for (let round = ROUNDS - 1; round >= 0; round -= 1) {
    const said = createHmac('sha256', key)
      .update(Uint8Array.of(round, ...head, ...left))
      .digest();
    [left, right] = [Buffer.from(right.map((byte, at) => byte ^ (said[at] ?? 0))), left];
  }
  const block = Buffer.concat([left, right]);
  const id = Buffer.concat([block.subarray(0, 6), bytes.subarray(1, 2), block.subarray(6, 15)]);
  return { id: idFromBytes('inv', id), version: block.readUInt16BE(15) };
}
