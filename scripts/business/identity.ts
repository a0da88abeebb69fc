import { randomBytes } from 'node:crypto';
import { makeId } from '../../src/domain/ids.ts';

/** A business's identity, generated once: its ids and the only copy of its first API key. */
export interface BusinessIdentity {
  readonly merchantId: string;
  readonly connectionId: string;
  readonly keyId: string;
  /** A bearer secret: shown once, or kept where only local data is kept. */
  readonly apiKey: string;
  readonly livemode: boolean;
  /** Milliseconds since the epoch (UTC). */
  readonly createdAt: number;
}

/** New random ids, which say in which database they live, and a new key. */
export function newIdentity(livemode: boolean, nowMs: number, database = 0): BusinessIdentity {
  return {
    merchantId: makeId('mer', nowMs, randomBytes(9), database),
    connectionId: makeId('con', nowMs, randomBytes(9), database),
    keyId: makeId('key', nowMs, randomBytes(9), database),
    apiKey: newApiKey(livemode),
    livemode,
    createdAt: nowMs,
  };
}

/** A key of 256 random bits that says by its prefix whether it moves real money. */
export const newApiKey = (livemode: boolean): string =>
  `${livemode ? 'qk_live_' : 'qk_test_'}${randomBytes(32).toString('base64url')}`;
